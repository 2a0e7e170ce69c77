import Foundation

/// A server that speaks the documented wire format of Trakt, with controls for its faults.
package actor FakeTrakt {
    /// One request as it came over the wire.
    package struct Seen: Sendable {
        package let method: String
        package let path: String
        package let query: [String: String]
        /// Names in lower case.
        package let headers: [String: String]
        package let body: [UInt8]

        /// Method and path, for comparison.
        package var line: String { method + " " + path }
        package var text: String { String(decoding: body, as: UTF8.self) }

        var json: [String: Any]? { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] }
    }

    /// A user's opinion.
    package struct Rating: Sendable, Equatable {
        package let trakt: Int
        package var value: Int
        /// As it is written.
        package var ratedAt: String

        package init(_ trakt: Int, _ value: Int, _ ratedAt: String) {
            self.trakt = trakt
            self.value = value
            self.ratedAt = ratedAt
        }
    }

    /// How lists of ratings are paged.
    package enum Paging: Sendable {
        /// Everything at once, without a word about pages.
        case none
        /// As asked for, but at most so many.
        case atMost(Int)
        /// The first page whatever is asked for, with the number of pages.
        case stuck(Int)
    }

    struct Grant {
        let user: String
        let refresh: String
        var isExpired = false
    }

    package static let clientID = "fake-client-0001"
    package static let clientSecret = "fake-secret-0002"
    package static let redirectURI = "https://films.example/api/trakt/callback"
    package static let lifeSeconds = 604_800

    package var titles: [FakeTraktTitle]
    /// By user.
    package var ratings: [String: [Rating]] = [:]
    package var paging = Paging.none
    /// The number of entries that the header tells; nil for the true one.
    package var announcedItems: Int?
    /// Ratings that an account may hold.
    package var ratingsMax = Int.max
    package var ratedAtText = "2026-03-01T20:15:30.000Z"
    /// Members of the next token answers that are left out.
    package var missingTokenMembers: Set<String> = []
    /// Codes that are good for one use, and whose they are.
    var codes: [String: String] = [:]
    /// By access token.
    var grants: [String: Grant] = [:]
    private var lastToken = 0

    private var replies: [Reply?] = []
    private var always: Reply?
    private let gate = RequestGate()
    package private(set) var seen: [Seen] = []

    package init(_ titles: [FakeTraktTitle] = [.matrix, .breakingBad]) {
        self.titles = titles
    }

    package func change(_ change: @Sendable (isolated FakeTrakt) -> Void) { change(self) }

    /// Answers to the next requests, once each, before anything else; nil lets a request through.
    package func answerNext(_ replies: Reply?...) {
        self.replies += replies
    }

    /// The answer to every request from now on; nil ends that.
    package func answerAlways(_ reply: Reply?) {
        always = reply
    }

    /// What somebody who allows the connection brings back.
    package func allow(_ user: String) -> String {
        lastToken += 1
        let code = "code-\(lastToken)"
        codes[code] = user
        return code
    }

    /// A connection that is there already.
    package func connect(_ user: String) -> (access: String, refresh: String) {
        lastToken += 1
        let (access, refresh) = ("access-\(lastToken)-secret", "refresh-\(lastToken)-secret")
        grants[access] = Grant(user: user, refresh: refresh)
        return (access, refresh)
    }

    /// Access tokens of the user are refused from now on; refresh tokens are good.
    package func expire(_ user: String) {
        for (access, grant) in grants where grant.user == user { grants[access]?.isExpired = true }
    }

    /// As if the user took the permission back.
    package func forget(_ user: String) {
        grants = grants.filter { $0.value.user != user }
    }

    package var liveAccessTokens: Set<String> { Set(grants.filter { !$0.value.isExpired }.keys) }

    package func forgetSeen() {
        seen = []
    }

    /// Where tests hold requests back.
    package nonisolated var held: RequestGate { gate }

    func answer(_ request: Seen) async -> Reply {
        seen.append(request)
        await gate.pass()
        if !replies.isEmpty, let reply = replies.removeFirst() { return reply }
        if let always { return always }
        return route(request)
    }
}
