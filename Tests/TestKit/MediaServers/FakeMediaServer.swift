package import Domain
import Foundation

/// A server that speaks the documented wire format of Jellyfin and Emby, with controls for its faults.
package actor FakeMediaServer {
    /// One request as it came over the wire.
    package struct Seen: Sendable {
        package let method: String
        package let path: String
        /// Names in lower case: the servers take any.
        package let query: [String: String]
        package let headers: [String: String]
        package let body: [UInt8]

        /// Method and path, for comparison.
        package var line: String { method + " " + path }
    }

    /// What is wrong with a page of a listing.
    package enum PageFault: Sendable {
        case reply(Reply)
        /// The answer ends in the middle.
        case half
        case total(Int?)
        case empty
        /// The first page again.
        case repeated
        /// Everything, whatever was asked for.
        case everything
        /// Entries without an id in place of the first ones.
        case nameless(Int)
    }

    /// An account; its number becomes a GUID on both servers.
    package struct User: Sendable {
        package let number: Int
        package var name: String
        package var password: String
        package var isAdministrator = false
        package var isDisabled = false
        package var parentalRatingMax: Int?
        /// Numbers of libraries; nil for all.
        package var libraries: [Int]?

        package init(_ number: Int, _ name: String, password: String) {
            self.number = number
            self.name = name
            self.password = password
        }
    }

    /// A virtual folder.
    package struct Library: Sendable {
        package let number: Int
        package var name: String
        package var type: String?
        package var paths: [String]

        package init(_ number: Int, _ name: String, type: String?, paths: [String]) {
            self.number = number
            self.name = name
            self.type = type
            self.paths = paths
        }
    }

    /// What a user did with an item: played once unless it is changed.
    package struct Play: Sendable {
        package var isPlayed = true
        package var count = 1
        package var isFavourite = false
        package var positionTicks: Int64 = 0
        package var lastPlayed: String?

        package init(_ lastPlayed: String?, _ change: (inout Play) -> Void = { _ in }) {
            self.lastPlayed = lastPlayed
            change(&self)
        }
    }

    struct Playlist {
        var name: String
        let owner: Int
        var isPublic: Bool
        /// Number of the entry and of its item.
        var entries: [(entry: Int, item: Int)]
    }

    package static let key = "0123456789abcdef0123456789abcdef"
    package static let serverID = "5d1b3c6f9e8a47b2a1c0d9e8f7a6b5c4"

    package nonisolated let kind: MediaServerKind
    package var users = [
        User(11, "ada", password: "lovelace"), User(12, "Bob", password: ""),
    ]
    package var libraries = [
        Library(1, "Films", type: "movies", paths: ["/media/films"]),
        Library(2, "Series", type: "tvshows", paths: ["/media/tv"]),
        Library(3, "Old", type: nil, paths: ["/media/old", "/media/older"]),
    ]
    package var items: [FakeServerItem]
    /// By user, then by item.
    package var plays: [Int: [Int: Play]] = [:]
    /// Numbers of users whose items nobody may list.
    package var lockedUsers: Set<Int> = []
    var playlists: [Int: Playlist] = [:]
    /// By number: names and items of box sets.
    var boxSets: [Int: (name: String, items: [Int])] = [:]
    /// Libraries that the server was told to look at, in that order.
    package var refreshed: [Int] = []
    /// Lets no library be called otherwise.
    package var refusesNames = false
    /// So many lists of libraries lack the newest one.
    package var listsLate = 0
    var nextNumber = 5_000
    /// By device and user.
    var tokens: [String: String] = [:]
    /// Newer Jellyfin servers know an entry by its item; taking one out takes them all.
    package var sharesEntryIDs: Bool
    /// Puts films of a box set behind it unless it is told not to.
    package var groupsFilms = false
    /// Hands out at most so many items at once.
    package var pageMax = Int.max
    /// Answers only where Emby documents a list, and not at its older place.
    package var isStrict = false

    private var replies: [Reply] = []
    private var always: Reply?
    private var pageFaults: [Int: PageFault] = [:]
    private var pagesServed = 0
    private let gate = RequestGate()
    package private(set) var seen: [Seen] = []

    package init(_ kind: MediaServerKind, _ items: [FakeServerItem] = [.matrix, .breakingBad]) {
        self.kind = kind
        self.items = items
        sharesEntryIDs = kind == .jellyfin
    }

    /// The form in which a server writes the id of an item.
    package static func wireID(_ number: Int, _ kind: MediaServerKind) -> String {
        kind == .emby ? String(number) : guid(number)
    }

    /// 32 digits.
    package static func guid(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "a" + String(repeating: "0", count: 31 - digits.count) + digits
    }

    package nonisolated func id(_ number: Int) -> String { Self.wireID(number, kind) }

    /// Users have GUIDs on both servers.
    package nonisolated func userID(_ number: Int) -> String { Self.guid(number) }

    package func change(_ change: @Sendable (isolated FakeMediaServer) -> Void) { change(self) }

    package func setItems(_ items: [FakeServerItem]) {
        self.items = items
    }

    /// Answers to the next requests, once each, before anything else.
    package func answerNext(_ replies: Reply...) {
        self.replies += replies
    }

    /// The answer to every request from now on; nil ends that.
    package func answerAlways(_ reply: Reply?) {
        always = reply
    }

    /// What is wrong with the pages of `/Items` by their place from now on, counted from 0.
    package func setPageFaults(_ faults: [Int: PageFault]) {
        pageFaults = faults
        pagesServed = 0
    }

    package func forgetSeen() {
        seen = []
    }

    /// Where tests hold requests back.
    package nonisolated var held: RequestGate { gate }

    func nextPageFault() -> PageFault? {
        defer { pagesServed += 1 }
        return pageFaults[pagesServed]
    }

    func answer(_ request: Seen) async -> Reply {
        seen.append(request)
        await gate.pass()
        if !replies.isEmpty { return replies.removeFirst() }
        if let always { return always }
        return route(request)
    }
}
