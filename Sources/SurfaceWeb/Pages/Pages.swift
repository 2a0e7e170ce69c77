import HTTPTypes
import Hummingbird
import Mustache
import SurfaceKit

/// The templates of this surface, parsed once.
struct Pages: Sendable {
    /// The layouts and parts that pages are composed of.
    private static let parts: [String: [UInt8]] = [
        "page": PackageResources.page_mustache, "room": PackageResources.room_mustache,
        "poster": PackageResources.poster_mustache, "rail": PackageResources.rail_mustache,
        "profile-fields": PackageResources.profile_fields_mustache, "code": PackageResources.code_mustache,
        "hero": PackageResources.hero_mustache, "tabs": PackageResources.tabs_mustache,
        "bars": PackageResources.bars_mustache, "quality": PackageResources.quality_mustache,
        "hearts": PackageResources.hearts_mustache, "heart-shape": PackageResources.heart_shape_mustache,
        "import-card": PackageResources.import_card_mustache, "work": PackageResources.work_mustache,
        "plan-change": PackageResources.plan_change_mustache, "change-value": PackageResources.change_value_mustache,
        "change-origin": PackageResources.change_origin_mustache, "change-edit": PackageResources.change_edit_mustache,
    ]

    private static let whole: [String: [UInt8]] = [
        "setup": PackageResources.setup_mustache, "ready": PackageResources.ready_mustache,
        "notice": PackageResources.notice_mustache, "signin": PackageResources.signin_mustache,
        "home": PackageResources.home_mustache, "devices": PackageResources.devices_mustache,
        "search": PackageResources.search_mustache, "films": PackageResources.films_mustache,
        "film": PackageResources.film_mustache, "profiles": PackageResources.profiles_mustache,
        "watch": PackageResources.watch_mustache, "picks": PackageResources.picks_mustache,
        "picks-compare": PackageResources.picks_compare_mustache,
        "taste": PackageResources.taste_mustache, "taste-change": PackageResources.taste_change_mustache,
        "tonight": PackageResources.tonight_mustache, "import": PackageResources.import_mustache,
        "import-review": PackageResources.import_review_mustache,
        "import-search": PackageResources.import_search_mustache, "archive": PackageResources.archive_mustache,
        "scene": PackageResources.scene_mustache, "plans": PackageResources.plans_mustache,
        "plan": PackageResources.plan_mustache,
    ]

    /// Templates are part of the program, and a test renders every one of them.
    private static let library = MustacheLibrary(
        templates: parts.merging(whole) { first, _ in first }.compactMapValues { source in
            try? MustacheTemplate(string: String(decoding: source, as: UTF8.self))
        })

    static var templateNames: [String] { whole.keys.sorted() }

    /// A page of `model`, with this server's own style sheets and scripts only.
    ///
    /// Pages that strangers see tell no address to anybody: the set-up page's holds a secret. The others tell it to
    /// this server alone, which needs the origin to know its own forms.
    func response(_ template: String, _ model: some Sendable, status: HTTPResponse.Status = .ok) -> Response {
        let html = html(template, model) ?? ""
        var response = Response.text(html, type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] = """
            default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
            frame-ancestors 'none'; base-uri 'none'
            """ + (template == Self.player ? "; media-src 'self' blob:" : "")
            + (Self.asking.contains(template) ? "; connect-src 'self'" : "")
        response.headers[.referrerPolicy] = Self.secretive.contains(template) ? "no-referrer" : "same-origin"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response
    }

    /// The text of a page; nil when there is no such template.
    func html(_ template: String, _ model: some Sendable) -> String? {
        Self.library.render(model, withTemplate: template)
    }

    func notice(title: String, message: String, status: HTTPResponse.Status) -> Response {
        response("notice", NoticePage(title: title, message: message), status: status)
    }

    private static let player = "watch"
    /// The pages whose scripts ask this server for anything.
    private static let asking: Set<String> = [player, "import", "import-review", "archive", "plans", "plan"]
    private static let secretive: Set<String> = ["setup", "ready", "notice"]
}

/// A page with one thing to say.
struct NoticePage: Sendable {
    let title: String
    let message: String
}

extension Response {
    /// Sends the browser to another page, to be fetched with GET.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy")!
    static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
    static let permissionsPolicy = Self("Permissions-Policy")!
}
