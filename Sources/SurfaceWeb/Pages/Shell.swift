import Accounts
import Domain
import Hummingbird

/// What stands around the content of every room: who is signed in, the rooms, and how the page looks.
struct Shell: Sendable {
    /// One of the rooms, as the navigation lists them.
    enum Room: Sendable {
        case home
        case search
        case devices
    }

    let name: String
    let email: String
    /// What every form carries.
    let formToken: String
    let theme: String?
    let themes: [ThemeChoice]
    /// Where the page is, for forms that come back to it.
    let here: String
    let atHome: Bool
    let atSearch: Bool
    let atDevices: Bool
    /// What was searched for.
    let query: String
    /// Whether the content begins with the search, so that the header needs none.
    let hasHero: Bool

    init(
        _ signedIn: SignedIn, _ request: Request, in room: Room, query: String = "", hasHero: Bool = false
    ) {
        name = signedIn.user.name
        email = signedIn.user.email
        formToken = signedIn.formToken
        let theme = Theme(request)
        self.theme = theme.attribute
        themes = ThemeChoice.all(chosen: theme)
        here = request.method == .get ? request.uri.string : LocalPath.home
        atHome = room == .home
        atSearch = room == .search
        atDevices = room == .devices
        self.query = query
        self.hasHero = hasHero
    }
}
