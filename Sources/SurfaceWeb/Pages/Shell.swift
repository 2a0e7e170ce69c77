import Accounts
import Domain
import Hummingbird

/// What stands around the content of every room: who is signed in, the rooms, and how the page looks.
struct Shell: Sendable {
    /// One of the rooms, as the navigation lists them.
    enum Room: Sendable {
        case home
        case search
        case films
        case picks
        case taste
        case tonight
        case profiles
        case imports
        case archive
        case plans
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
    let atFilms: Bool
    let atPicks: Bool
    let atTaste: Bool
    let atTonight: Bool
    let atProfiles: Bool
    let atImports: Bool
    let atArchive: Bool
    let atPlans: Bool
    let atDevices: Bool
    /// Whether the server has films of its own.
    let hasFilms: Bool
    /// Whether histories can be brought here and taken out.
    let hasImports: Bool
    /// Whether the person looks after the archive and plans.
    let hasCuration: Bool
    /// Who is watching; nil where that does not matter.
    let profile: String?
    /// Where the header's search goes, and what it is for.
    let searchPath: String
    let searchHint: String
    /// What was searched for.
    let query: String
    /// Whether the content begins with the search, so that the header needs none.
    let hasHero: Bool

    init(
        _ signedIn: SignedIn, _ request: Request, in room: Room, query: String = "", hasHero: Bool = false,
        theatre: TheatreDoor = .none, hasImports: Bool = false, hasCuration: Bool = false
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
        atFilms = room == .films
        atPicks = room == .picks
        atTaste = room == .taste
        atTonight = room == .tonight
        atProfiles = room == .profiles
        atImports = room == .imports
        atArchive = room == .archive
        atPlans = room == .plans
        hasFilms = theatre != .none
        self.hasImports = hasImports
        self.hasCuration = hasCuration
        if case .open(let name) = theatre { profile = name } else { profile = nil }
        searchPath = room == .films ? "/films" : "/search"
        searchHint = room == .films ? "Find one of your films" : "What is it like?"
        atDevices = room == .devices
        self.query = query
        self.hasHero = hasHero
    }
}

/// Whether there is a way to films of this server's own.
enum TheatreDoor: Sendable, Hashable {
    case none
    /// With the name of who is watching, where that is known.
    case open(String?)
}

extension WebSurface {
    /// What stands around a page of this server, with all rooms that it has.
    func shell(
        _ signedIn: SignedIn, _ request: Request, in room: Shell.Room, query: String = "", profile: String? = nil
    ) -> Shell {
        Shell(
            signedIn, request, in: room, query: query, theatre: features.theatre == nil ? .none : .open(profile),
            hasImports: features.imports != nil, hasCuration: curates(signedIn))
    }

    /// Whether somebody has the rooms of the archive and of plans.
    func curates(_ signedIn: SignedIn) -> Bool { features.curation != nil && signedIn.user.role == .admin }
}
