import Domain
import Foundation

extension FakeMediaServer {
    func user(_ id: String) -> User? {
        let id = id.replacingOccurrences(of: "-", with: "").lowercased()
        return users.first { userID($0.number) == id }
    }

    /// A second sign-in on a device ends the first.
    func signIn(_ request: Seen) -> Reply {
        let members = FakeAuthorization(request.headers["authorization"])?.members ?? [:]
        guard ["Client", "Device", "DeviceId", "Version"].allSatisfy({ members[$0]?.isEmpty == false }),
            let body = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: String]
        else { return .badRequest }
        guard let user = users.first(where: { $0.name.lowercased() == body["Username"]?.lowercased() }),
            user.password == body["Pw"]
        else { return Reply(401, "Error processing request.", [("content-type", "text/plain")]) }
        guard !user.isDisabled else { return Reply(403, "") }
        nextNumber += 1
        let token = Self.guid(nextNumber)
        tokens[(members["DeviceId"] ?? "") + "/" + String(user.number)] = token
        return .json([
            "User": wire(user), "AccessToken": token, "ServerId": Self.serverID,
            "SessionInfo": ["Id": "s1", "UserId": userID(user.number)],
        ])
    }

    func wire(_ user: User) -> [String: Any] {
        var policy: [String: Any] = [
            "IsAdministrator": user.isAdministrator, "IsDisabled": user.isDisabled, "IsHidden": false,
            "EnableAllFolders": user.libraries == nil,
            "EnabledFolders": (user.libraries ?? []).map { policyID($0) },
            "AuthenticationProviderId": "Default", "PasswordResetProviderId": "Default",
        ]
        policy["MaxParentalRating"] = user.parentalRatingMax
        return [
            "Id": userID(user.number), "Name": user.name, "ServerId": Self.serverID, "HasPassword": true,
            "PrimaryImageTag": "face\(user.number)", "LastActivityDate": "2026-03-01T20:15:30.1234567Z",
            "Policy": policy, "Configuration": ["PlayDefaultAudioTrack": true],
        ]
    }

    func wire(_ library: Library) -> [String: Any] {
        var members: [String: Any] = [
            "Name": library.name, "Locations": library.paths, "ItemId": id(library.number),
            "LibraryOptions": ["PathInfos": library.paths.map { ["Path": $0] }], "RefreshStatus": "Idle",
        ]
        members["CollectionType"] = library.type
        if kind == .emby {
            members["Id"] = String(900 + library.number)
            members["Guid"] = policyID(library.number)
        }
        return members
    }

    /// Users are let in by GUIDs on both servers; Jellyfin has no other.
    func policyID(_ library: Int) -> String {
        kind == .jellyfin ? id(library) : Self.guid(0x900 + library)
    }
}
