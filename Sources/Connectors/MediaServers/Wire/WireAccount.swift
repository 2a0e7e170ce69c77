import Domain

/// Users, libraries and the server itself as both servers write them.
enum WireAccount {
    static func info(_ node: JSONNode) -> MediaServerInfo? {
        guard let id = node["Id"].id else { return nil }
        return MediaServerInfo(
            id: id, name: node["ServerName"].text ?? "", version: node["Version"].text ?? "",
            product: node["ProductName"].text)
    }

    static func session(_ node: JSONNode) -> MediaServerSession? {
        guard let user = user(node["User"]), let token = node["AccessToken"].text else { return nil }
        return MediaServerSession(user: user, token: MediaServerToken(token), serverID: node["ServerId"].id)
    }

    static func user(_ node: JSONNode) -> MediaServerUser? {
        guard let id = node["Id"].id, let name = node["Name"].text else { return nil }
        let policy = node["Policy"]
        var user = MediaServerUser(id: id, name: name)
        user.isAdministrator = policy["IsAdministrator"].isTrue
        user.isDisabled = policy["IsDisabled"].isTrue
        user.parentalRatingMax = policy["MaxParentalRating"].int
        user.seesAllLibraries = policy["EnableAllFolders"].isTrue
        user.libraries = Set(policy["EnabledFolders"].list.compactMap(\.id))
        user.lastActiveAt = node["LastActivityDate"].instant
        user.imageTag = node["PrimaryImageTag"].text
        return user
    }

    /// Emby has three ids for a library where Jellyfin has one.
    static func library(_ node: JSONNode) -> MediaServerLibrary? {
        guard let id = node["ItemId"].id, let name = node["Name"].text else { return nil }
        var library = MediaServerLibrary(
            id: id, name: name, kind: kind(node["CollectionType"].text),
            others: (options: node["Id"].id, policy: node["Guid"].id))
        library.paths = node["Locations"].list.compactMap(\.text)
        library.isScanning = node["RefreshStatus"].text.map { $0 != "Idle" } ?? false
        return library
    }

    private static func kind(_ type: String?) -> MediaServerLibraryKind {
        switch type?.lowercased() {
        case "movies": .films
        case "tvshows": .series
        case nil, "mixed": .mixed
        case let other?: .other(other)
        }
    }
}

/// A library as it is made with a body.
enum WireLibrary {
    struct Creation: Encodable {
        let options: Options

        enum CodingKeys: String, CodingKey {
            case options = "LibraryOptions"
        }
    }

    struct Options: Encodable {
        let places: [[String: String]]

        enum CodingKeys: String, CodingKey {
            case places = "PathInfos"
        }
    }

    struct Renaming: Encodable {
        let id: String
        let name: String

        enum CodingKeys: String, CodingKey {
            case id = "Id"
            case name = "NewName"
        }
    }

    static func creation(path: String) -> Creation { Creation(options: Options(places: [["Path": path]])) }
}
