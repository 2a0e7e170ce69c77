import Hummingbird
import SurfaceKit

/// Light or dark, as the system has it or as the person chose. The choice is a cookie, so that it holds before
/// anybody signs in and without a script.
enum Theme: String, Sendable, CaseIterable {
    case system
    case dark
    case light

    static let cookie = "kinothek_theme"

    init(_ request: Request) {
        self = request.cookies[Self.cookie].flatMap { Theme(rawValue: $0.value) } ?? .system
    }

    /// The page's `data-theme`; nil follows the system.
    var attribute: String? { self == .system ? nil : rawValue }
}

/// A button of the theme menu.
struct ThemeChoice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool

    static func all(chosen: Theme) -> [ThemeChoice] {
        let labels: [Theme: String] = [.system: "As your system", .dark: "Dark", .light: "Light"]
        return Theme.allCases.map { theme in
            ThemeChoice(value: theme.rawValue, label: labels[theme] ?? theme.rawValue, isChosen: theme == chosen)
        }
    }
}

extension WebSurface {
    /// Keeps the choice and goes back to where it was made.
    func chooseTheme(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let theme = form.first("theme").flatMap { Theme(rawValue: $0) } ?? .system
        var response = Response.seeOther(LocalPath.safe(form.first("back")))
        response.setCookie(
            Cookie(
                name: Theme.cookie, value: theme.rawValue, maxAge: WebLimits.themeSecondsKept, path: "/",
                secure: isSecure(context), httpOnly: true, sameSite: .lax))
        return response
    }

    /// Whether browsers reach the server over TLS.
    func isSecure(_ context: WebContext) -> Bool {
        context.caller.isSecure(publicURL: features.publicURL)
    }
}
