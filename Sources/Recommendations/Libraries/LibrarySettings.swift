package import Domain
import Foundation

/// How libraries of picks are written, as the settings are now.
package struct LibrarySettings: Sendable, Hashable {
    package var places: LibraryPlaces
    package var output = OutputSettings()
    package var titles = LibraryTitleTemplates()
    package var explanations = ExplanationSettings()
    package var topPicks = TopPicksSettings()

    package init(places: LibraryPlaces) {
        self.places = places
    }
}

/// Where libraries of picks are written, and where the media server sees things that lie here.
package struct LibraryPlaces: Sendable, Hashable {
    /// The folder of all libraries, absolute.
    package let root: String
    /// The same folder as the media server sees it.
    package let serverRoot: String
    /// Folders with films that have another path here than for the media server.
    package var mappings: [PathMapping] = []

    /// `serverRoot` where the media server sees the folder under another path. A relative `root` is one of the folder
    /// in which the server was started.
    package init(root: String, serverRoot: String? = nil) {
        self.root = URL(fileURLWithPath: root).path
        self.serverRoot = serverRoot ?? self.root
    }

    /// Where the media server sees a library.
    func serverPath(of steps: [String]) -> String {
        let isWindows = serverRoot.contains("\\") && !serverRoot.hasPrefix("/")
        var path = serverRoot[...]
        while path.count > 1, path.last == "/" || path.last == "\\" { path.removeLast() }
        return ([path == "/" ? "" : String(path)] + steps).joined(separator: isWindows ? "\\" : "/")
    }

    /// Where the media server sees what lies here.
    func serverPath(ofLocal path: String) -> String {
        mappings.map { PathMapping(serverPrefix: $0.localPrefix, localPrefix: $0.serverPrefix) }.localPath(of: path)
            ?? path
    }

    /// Where something that the media server has may lie here; nil for paths that cannot be.
    func localPath(ofServer path: String) -> String? {
        mappings.localPath(of: path) ?? (path.hasPrefix("/") ? path : nil)
    }

    /// Whether a path of the media server's lies in what was written here. Such a copy is no original.
    func holds(serverPath path: String) -> Bool {
        [PathMapping(serverPrefix: serverRoot, localPrefix: "/")].localPath(of: path) != nil
    }
}

/// Whose library it is, by the folder that it has.
package enum LibraryOwner: Hashable, Sendable {
    /// A person, by the media server's id.
    case person(MediaServerID)
    /// What everybody watches.
    case everybody

    /// The folder below that of all libraries.
    package func steps(_ kind: TitleKind) -> [String] {
        switch self {
        case .person(let id): [Self.peopleFolder(kind), id.rawValue]
        case .everybody: ["top-picks", kind == .series ? "series" : "movies"]
        }
    }

    /// In which the folders of people's libraries lie.
    static func peopleFolder(_ kind: TitleKind) -> String { kind == .series ? "aperture-tv" : "aperture" }
}
