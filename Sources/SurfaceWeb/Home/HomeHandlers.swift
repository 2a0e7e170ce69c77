import Accounts
import Basics
import Domain
import Hummingbird
import Search
import SurfaceKit

extension WebSurface {
    /// The dashboard: search, what was picked, what came last, how far the library is, and the newest devices.
    func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let signedIn = try context.signedIn
        let now = features.world.now()
        let reader = try await pickReader(context)
        let latest = try await features.films.found.latest(limit: WebLimits.latestMax).filter(reader.maySee)
        let overview = try await features.overview(signedIn.user.id)
        let keys = try await features.keys.list(of: signedIn.user.id).filter { $0.revokedAt == nil }
        var rails: [FilmRail] = []
        if let guest = reader.guest { rails = [try await continued(guest), try await newest(guest)] }
        rails.insert(try await picksRail(reader), at: min(1, rails.count))
        let door = reader.guest.map { TheatreDoor.open($0.profile.name) } ?? .none
        let page = HomePage(
            shell: Shell(
                signedIn, request, in: .home, hasHero: true, theatre: door, hasImports: features.imports != nil,
                hasCuration: curates(signedIn)),
            rails: rails.filter { !$0.posters.isEmpty },
            latest: latest.map { Poster($0) },
            library: overview.total == 0 ? nil : LibraryFigure(overview, now: now),
            devices: keys.prefix(WebLimits.newestDevicesMax).map { DeviceRow($0, now: now) })
        return pages.response("home", page)
    }
}

/// The dashboard.
struct HomePage: Sendable {
    let shell: Shell
    /// Of this server's own films, and of what was picked.
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
