import HTTPTypes
import SurfaceCuration
import SurfaceDiscovery
import SurfaceImport
import SurfaceKit
import SurfaceKodi
import SurfacePlayback
import SurfaceWeb

/// All routes of the server, from the same tables by which they are mounted.
package enum RouteTable {
    static let surfaces: [(name: String, area: SurfaceArea)] = [
        ("kodi", KodiSurface.area), ("discovery", DiscoverySurface.area), ("import", ImportSurface.area),
        ("curation", CurationSurface.area),
        ("playback", PlaybackSurface.area()), ("web", WebSurface.area),
        ("operations", OperationsSurface.area),
    ]

    /// One line a route, `METHOD  PATH  ACCESS  SURFACE` in columns, by path and method.
    package static func lines(publicOnly: Bool) -> [String] {
        let rows = surfaces.flatMap { surface in surface.area.routes.map { (route: $0, surface: surface.name) } }
            .filter { !publicOnly || $0.route.access.isOpen }
            .sorted { ($0.route.path, $0.route.method.rawValue) < ($1.route.path, $1.route.method.rawValue) }
        let methodWidth = rows.map(\.route.method.rawValue.count).max() ?? 0
        let pathWidth = rows.map(\.route.path.count).max() ?? 0
        let accessWidth = rows.map(\.route.access.rawValue.count).max() ?? 0
        return rows.map { row in
            [
                row.route.method.rawValue.padded(to: methodWidth), row.route.path.padded(to: pathWidth),
                row.route.access.rawValue.padded(to: accessWidth), row.surface,
            ].joined(separator: "  ")
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
