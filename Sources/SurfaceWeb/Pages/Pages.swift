import HTTPTypes
import Hummingbird
import Mustache
import SurfaceKit

/// The templates of this surface, parsed once.
struct Pages: Sendable {
    /// Templates are part of the program, and a test renders every one of them.
    private static let library: MustacheLibrary = {
        let sources: [String: [UInt8]] = [
            "page": PackageResources.page_mustache, "setup": PackageResources.setup_mustache,
            "ready": PackageResources.ready_mustache, "notice": PackageResources.notice_mustache,
        ]
        return MustacheLibrary(
            templates: sources.compactMapValues { try? MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) })
    }()

    static var templateNames: [String] { ["setup", "ready", "notice"] }

    /// A page of `model`; only this server's own style sheets, no scripts, and no address is told to other servers,
    /// because the set-up page's holds a secret.
    func response(_ template: String, _ model: some Sendable, status: HTTPResponse.Status = .ok) -> Response {
        let html = html(template, model) ?? ""
        var response = Response.text(html, type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'"
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }

    /// The text of a page; nil when there is no such template.
    func html(_ template: String, _ model: some Sendable) -> String? {
        Self.library.render(model, withTemplate: template)
    }

    func notice(title: String, message: String, status: HTTPResponse.Status) -> Response {
        response("notice", NoticePage(title: title, message: message), status: status)
    }
}

/// A page with one thing to say.
struct NoticePage: Sendable {
    let title: String
    let message: String
}

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy")!
}
