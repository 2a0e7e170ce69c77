import Accounts
import Basics
import Domain
import Hummingbird
import Search
import SurfaceKit

extension WebSurface {
    /// The dashboard: search, what came last, how far the library is, and the newest devices.
    func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let signedIn = try context.signedIn
        let now = features.world.now()
        let latest = try await features.films.found.latest(limit: WebLimits.latestMax)
            .filter(titleFilter(context))
        let overview = try await features.overview(signedIn.user.id)
        let keys = try await features.keys.list(of: signedIn.user.id).filter { $0.revokedAt == nil }
        var rails: [FilmRail] = []
        var profile: String?
        if features.theatre != nil {
            let guest = try await guest(context)
            profile = guest.profile.name
            rails = [try await continued(guest), try await newest(guest)].filter { !$0.posters.isEmpty }
        }
        let door = features.theatre == nil ? TheatreDoor.none : .open(profile)
        let page = HomePage(
            shell: Shell(signedIn, request, in: .home, hasHero: true, theatre: door), rails: rails,
            latest: latest.map { Poster($0) },
            library: overview.total == 0 ? nil : LibraryFigure(overview, now: now),
            devices: keys.prefix(WebLimits.newestDevicesMax).map { DeviceRow($0, now: now) })
        return pages.response("home", page)
    }
}

/// The dashboard.
struct HomePage: Sendable {
    let shell: Shell
    /// Of this server's own films.
    let rails: [FilmRail]
    let latest: [Poster]
    /// Nil while the library is empty.
    let library: LibraryFigure?
    let devices: [DeviceRow]
    let hasLatest: Bool
    let hasDevices: Bool

    init(
        shell: Shell, rails: [FilmRail] = [], latest: [Poster], library: LibraryFigure?, devices: [DeviceRow]
    ) {
        self.shell = shell
        self.rails = rails
        self.latest = latest
        self.library = library
        self.devices = devices
        hasLatest = !latest.isEmpty
        hasDevices = !devices.isEmpty
    }
}
