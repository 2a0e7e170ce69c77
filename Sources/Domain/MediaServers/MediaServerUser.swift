package import Basics

/// An account of a media server.
package struct MediaServerUser: Hashable, Sendable {
    /// Stays when the name changes.
    package let id: MediaServerID
    package let name: String
    package var isAdministrator = false
    package var isDisabled = false
    /// On the server's own scale (Jellyfin 10.10 and later: about ages); nil without a limit.
    package var parentalRatingMax: Int?
    package var seesAllLibraries = false
    /// What the user may see unless that is everything: `policyID`s of libraries.
    package var libraries: Set<MediaServerID> = []
    package var lastActiveAt: Instant?
    package var imageTag: String?

    package init(id: MediaServerID, name: String) {
        self.id = id
        self.name = name
    }
}

/// What a name and a password are worth.
package struct MediaServerSession: Hashable, Sendable {
    package let user: MediaServerUser
    package let token: MediaServerToken
    package let serverID: MediaServerID?

    package init(user: MediaServerUser, token: MediaServerToken, serverID: MediaServerID?) {
        self.user = user
        self.token = token
        self.serverID = serverID
    }
}
