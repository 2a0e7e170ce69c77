import Domain
import Foundation

extension FakeMediaServer {
    /// Everything but signing in, public facts and pictures needs a token.
    func route(_ request: Seen) -> Reply {
        let steps = request.path.split(separator: "/").map(String.init)
        switch (request.method, steps.joined(separator: "/")) {
        case ("POST", "Users/AuthenticateByName"): return signIn(request)
        case ("GET", "System/Info/Public"): return .json(["Id": Self.serverID, "ServerName": "Attic"])
        default: break
        }
        if steps.count == 4, steps[2] == "Images" { return Reply(200, "JPEG", [("content-type", "image/jpeg")]) }
        guard isKnown(request) else { return Reply(401, "") }
        return accounts(request, steps) ?? titles(request, steps) ?? lists(request, steps)
            ?? folders(request, steps) ?? collections(request, steps) ?? Reply(404, "")
    }

    private func accounts(_ request: Seen, _ steps: [String]) -> Reply? {
        switch (request.method, steps.count) {
        case ("GET", 2) where steps == ["System", "Info"]:
            var info = ["Id": Self.serverID, "ServerName": "Attic", "Version": kind == .emby ? "4.9.0.42" : "12.0.0"]
            if kind == .jellyfin { info["ProductName"] = "Jellyfin Server" }
            return .json(info)
        case ("GET", 1) where steps == ["Users"]: return list(users.map(wire), isBare: true)
        case ("GET", 2) where steps == ["Users", "Query"]: return list(users.map(wire), isBare: false)
        case ("GET", 2) where steps[0] == "Users":
            return user(steps[1]).map { .json(wire($0)) } ?? Reply(404, "")
        case ("GET", 2) where steps == ["Library", "VirtualFolders"]: return list(listed, isBare: true)
        case ("GET", 3) where steps == ["Library", "VirtualFolders", "Query"]: return list(listed, isBare: false)
        default: return nil
        }
    }

    private func titles(_ request: Seen, _ steps: [String]) -> Reply? {
        switch (request.method, steps.count) {
        case ("GET", 1) where steps == ["Items"]: items(request)
        case ("GET", 4) where steps[0] == "Users" && steps[2] == "Items": whole(steps[3], of: steps[1])
        case ("DELETE", 4) where steps[0] == "Users" && steps[2] == "PlayedItems":
            unplay(steps[3], of: steps[1])
        case ("POST", 2) where steps[0] == "Items": edit(steps[1], request)
        case ("DELETE", 2) where steps[0] == "Items": delete(steps[1])
        default: nil
        }
    }

    private func lists(_ request: Seen, _ steps: [String]) -> Reply? {
        guard steps.first == "Playlists" else { return nil }
        switch (request.method, steps.count) {
        case ("POST", 1): return createPlaylist(request)
        case ("GET", 3): return playlistItems(steps[1], request)
        case ("POST", 3): return appendToPlaylist(steps[1], request)
        case ("DELETE", 3): return removeFromPlaylist(steps[1], request)
        default: return nil
        }
    }

    /// Bare lists are the only form of Jellyfin, and the one that Emby does not document.
    private func list(_ entries: [[String: Any]], isBare: Bool) -> Reply {
        guard kind == .emby ? !(isStrict && isBare) : isBare else { return Reply(404, "") }
        return .json(isBare ? entries : ["Items": entries, "TotalRecordCount": entries.count] as Any)
    }

    private func isKnown(_ request: Seen) -> Bool {
        let member = FakeAuthorization(request.headers["authorization"])?.members["Token"]
        let others = kind == .emby ? [request.headers["x-emby-token"], request.query["api_key"]] : []
        return ([member, request.query["apikey"]] + others).contains { token in
            token == Self.key || token.map(tokens.values.contains) ?? false
        }
    }
}

/// The header `Authorization: MediaBrowser NAME="VALUE", ...` taken apart as Jellyfin does.
struct FakeAuthorization {
    let members: [String: String]

    init?(_ header: String?) {
        guard let header, header.lowercased().hasPrefix("mediabrowser ") else { return nil }
        var members: [String: String] = [:]
        for pair in header.dropFirst("mediabrowser ".count).split(separator: ",") {
            let sides = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2 else { continue }
            members[sides[0]] = sides[1].trimmingCharacters(in: ["\""]).removingPercentEncoding
        }
        self.members = members
    }
}

extension Reply {
    static func json(_ value: Any) -> Reply {
        Reply(200, Array((try? JSONSerialization.data(withJSONObject: value)) ?? Data()))
    }

    /// Jellyfin's answer to what it cannot bind.
    static let badRequest = Reply(400, "Error processing request.", [("content-type", "text/plain")])
    static let noContent = Reply(204, "")
}
