import Basics
package import Domain
import Foundation
package import NIOPosix

/// A Jellyfin or Emby server, reached over HTTP with an administrator's key.
///
/// One value serves the whole process, because its limits are shared. Nothing is logged.
package struct RemoteMediaServer: MediaServer {
    let exchange: MediaServerExchange

    package var kind: MediaServerKind { exchange.settings.kind }

    /// Changed settings need a new value. Answers are read on `threads`.
    package init(
        settings: MediaServerSettings, http: OutgoingHTTP, clock: OutgoingClock = .live,
        threads: NIOThreadPool = .singleton
    ) {
        exchange = MediaServerExchange(settings: settings, http: http, clock: clock, threads: threads)
    }

    package func info() async throws -> MediaServerInfo {
        var request = MediaServerRequest.get("/System/Info")
        request.isInteractive = true
        request.repetition = .never
        return try await exchange.answer(request, WireAccount.info)
    }

    /// The device is the user's own, because a second sign-in on a device ends the first.
    package func signIn(name: String, password: String) async throws -> MediaServerSession {
        let bytesMax = ConnectorsLimits.mediaServerCredentialBytesMax
        guard !name.isEmpty, name.utf8.count <= bytesMax, password.utf8.count <= bytesMax else {
            throw MediaServerFailure.unauthorised
        }
        let credentials = try JSONEncoder().encode(["Username": name, "Pw": password])
        var request = MediaServerRequest.post("/Users/AuthenticateByName", body: Array(credentials))
        request.isInteractive = true
        request.isSignIn = true
        request.deviceID = "kinothek-" + StableDigest.hex(of: exchange.settings.deviceID, name.lowercased())
        return try await exchange.answer(request, WireAccount.session)
    }

    package func users() async throws -> [MediaServerUser] {
        try await list("/Users", WireAccount.user)
    }

    package func user(_ id: MediaServerID) async throws -> MediaServerUser {
        try await exchange.answer(.get("/Users/\(id)"), WireAccount.user)
    }

    package func libraries() async throws -> [MediaServerLibrary] {
        try await list("/Library/VirtualFolders", WireAccount.library)
    }

    package func markUnplayed(_ item: MediaServerID, of user: MediaServerID) async throws {
        _ = try await exchange.body(.delete("/Users/\(user)/PlayedItems/\(item)"))
    }

    /// The entries of a list that is not paged, without those that cannot be read.
    private func list<Value: Sendable>(
        _ path: String, _ read: @escaping @Sendable (JSONNode) -> Value?
    ) async throws -> [Value] {
        let places = exchange.dialect.places(path)
        for place in places {
            do {
                return try await exchange.answer(.get(place)) { $0.hasEntries ? $0.entries.compactMap(read) : nil }
            } catch MediaServerFailure.notFound where place != places.last {}
        }
        throw MediaServerFailure.notFound
    }
}

extension RemoteMediaServer {
    package func imageURL(
        of item: MediaServerID, _ kind: MediaServerImageKind, tag: String?, widthMax: Int?
    ) -> String {
        let query = [("tag", tag), ("maxWidth", widthMax.map { String($0) })]
        return url("/Items/\(item)/Images/\(kind.rawValue)", query)
    }

    package func imageURL(ofUser user: MediaServerID, tag: String?) -> String {
        url("/Users/\(user)/Images/Primary", [("tag", tag)])
    }

    package func webURL(of item: MediaServerID, server: MediaServerID) -> String {
        let page = kind == .jellyfin ? "#/details" : "#!/item"
        return exchange.settings.baseURL + "/web/index.html\(page)?id=\(item)&serverId=\(server)"
    }

    private func url(_ path: String, _ query: [(name: String, value: String?)]) -> String {
        let pairs = query.compactMap { pair in pair.value.map { "\(pair.name)=\(PercentText.encode($0))" } }
        return exchange.settings.baseURL + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }
}
