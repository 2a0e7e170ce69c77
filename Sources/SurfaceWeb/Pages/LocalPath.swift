import Basics

/// A place on this website to go to next, as a browser hands it over: never another website.
enum LocalPath {
    static let home = "/home"

    /// The path when it is one of ours and a page can be shown there, else the dashboard.
    static func safe(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), text.count <= WebLimits.nextCharactersMax,
            // Browsers take `//host` and `/\host` for other websites.
            !text.hasPrefix("//"), !text.contains("\\"), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
            !text.hasPrefix("/signin"), !text.hasPrefix("/signout")
        else { return home }
        return text
    }

    /// As the value of a parameter of a query string.
    static func encoded(_ text: String) -> String { PercentText.encode(text, keeping: "/") }
}
