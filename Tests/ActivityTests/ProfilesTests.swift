import Activity
import Basics
import Domain
import Storage
import TestKit
import Testing

@Suite("Profiles of a household")
struct ProfilesTests {
    @Test("the account's first profile stands for it until somebody chooses")
    func standard() async throws {
        try await Household.with { home async throws in
            let first = try #require(try await home.profiles.list(of: home.user).first)
            #expect(first.name == "Ann")
            let kim = try await home.add("Kim")
            let session = try await home.session()
            #expect(try await home.profiles.standard(of: home.user) == first)
            #expect(try await home.profiles.active(in: session, of: home.user) == first)
            try await home.profiles.select(kim, pin: nil, in: session, of: home.user)
            #expect(try await home.profiles.active(in: session, of: home.user).id == kim)
            #expect(try await home.profiles.active(in: home.door, of: home.user) == first)
            await #expect(throws: ProfileError.unknown) { try await home.profiles.standard(of: UserID(99)) }
        }
    }

    @Test("a new profile is the session's at once, as it was described")
    func add() async throws {
        try await Household.with { home async throws in
            let session = try await home.session()
            var draft = ProfileDraft("  Kim\u{7} ", pin: "123456", limit: .fifteen)
            draft.ratingLimit = "7.5"
            draft.playback.skipsIntro = true
            let kim = try await home.profiles.add(draft, in: session, of: home.user)
            #expect(kim.name == "Kim" && kim.hasPIN && kim.certificateLimit == .fifteen && kim.ratingLimit == "7.5")
            #expect(kim.playback == draft.playback && !kim.isLocked)
            #expect(try await home.profiles.active(in: session, of: home.user) == kim)
            #expect(try await home.profiles.list(of: home.user).map(\.name) == ["Ann", "Kim"])
        }
    }

    private static let refusals: [(draft: ProfileDraft, error: ProfileError)] = {
        var tooGood = ProfileDraft("Kim")
        tooGood.ratingLimit = "10.1"
        var noNumber = ProfileDraft("Kim")
        noNumber.ratingLimit = "high"
        return [
            (ProfileDraft(""), .nameInvalid), (ProfileDraft(" \u{200b}\n"), .nameInvalid),
            (ProfileDraft(String(repeating: "x", count: 51)), .nameInvalid),
            (ProfileDraft("Kim", pin: ""), .pinInvalid), (ProfileDraft("Kim", pin: "123"), .pinInvalid),
            (ProfileDraft("Kim", pin: "12345678901"), .pinInvalid),
            (ProfileDraft("Kim", limit: .universal), .limitWithoutPIN),
            (tooGood, .ratingLimitInvalid), (noNumber, .ratingLimitInvalid),
        ]
    }()

    @Test("what makes no profile is told", arguments: refusals.indices)
    func refused(_ number: Int) async throws {
        try await Household.with { home async throws in
            let (draft, error) = Self.refusals[number]
            await #expect(throws: error) { try await home.profiles.add(draft, in: home.door, of: home.user) }
            let first = try await home.profiles.standard(of: home.user)
            await #expect(throws: error) {
                try await home.profiles.change(first.id, to: draft, in: home.door, of: home.user)
            }
            #expect(try await home.profiles.list(of: home.user) == [first])
        }
    }

    @Test(
        "names and PINs at the edge are good", arguments: ["x", String(repeating: "ß", count: 50)],
        ["1234", "ab cd ef g"])
    func edges(_ name: String, _ pin: String) async throws {
        try await Household.with { home async throws in
            let id = try await home.add(name, pin: pin)
            let session = try await home.session()
            try await home.profiles.select(id, pin: pin, in: session, of: home.user)
            #expect(try await home.profiles.active(in: session, of: home.user).name == name)
        }
    }

    @Test("twenty profiles are enough")
    func tooMany() async throws {
        try await Household.with { home async throws in
            let count = ActivityLimits.profilesMax
            for number in 2...count { _ = try await home.add("P\(number)") }
            await #expect(throws: ProfileError.tooMany(maximum: count)) { try await home.add("One more") }
            #expect(try await home.profiles.list(of: home.user).count == count)
        }
    }

    @Test("a change leaves the PIN alone unless there is a new one")
    func change() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let session = try await home.session()
            await #expect(throws: ProfileError.pinRequired) {
                try await home.profiles.change(
                    kim, to: ProfileDraft("Kim", limit: .eighteen), in: session, of: home.user)
            }
            _ = try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            let changed = try await home.profiles.change(
                kim, to: ProfileDraft("Kimberley", limit: .fifteen), in: session, of: home.user)
            #expect(changed.name == "Kimberley" && changed.hasPIN && changed.certificateLimit == .fifteen)
            #expect(try await home.isOpen(kim, in: session))
            _ = try await home.profiles.change(
                kim, to: ProfileDraft("Kim", pin: "9876", limit: .fifteen), in: session, of: home.user)
            #expect(try await !home.isOpen(kim, in: session), "a new PIN has to be entered anew")
            await #expect(throws: ProfileError.wrongPIN(attemptsRemaining: 3)) {
                try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            }
            _ = try await home.profiles.verify("9876", of: kim, in: session, user: home.user)
        }
    }

    @Test("a profile that is gone leaves its sessions with the first; the last one stays")
    func remove() async throws {
        try await Household.with { home async throws in
            let first = try await home.profiles.standard(of: home.user)
            let kim = try await home.add("Kim")
            let session = try await home.session(using: kim)
            #expect(try await home.profiles.remove(kim, in: session, of: home.user) == first)
            #expect(try await home.profiles.active(in: session, of: home.user) == first)
            await #expect(throws: ProfileError.last) {
                try await home.profiles.remove(first.id, in: session, of: home.user)
            }
            let nora = try await home.add("Nora")
            let other = try await home.session(using: first.id)
            #expect(try await home.profiles.remove(first.id, in: other, of: home.user).id == nora)
        }
    }

    @Test("nothing can be done with somebody else's profile")
    func foreign() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234")
            let bob = try await home.account("bob@example.org")
            let (session, profiles) = (try await home.session(of: bob), home.profiles)
            for id in [kim, ProfileID(999)] {
                await #expect(throws: ProfileError.unknown) {
                    try await profiles.select(id, pin: "1234", in: session, of: bob)
                }
                await #expect(throws: ProfileError.unknown) {
                    try await profiles.verify("1234", of: id, in: session, user: bob)
                }
                await #expect(throws: ProfileError.unknown) {
                    try await profiles.change(id, to: ProfileDraft("X"), in: session, of: bob)
                }
                await #expect(throws: ProfileError.unknown) { try await profiles.remove(id, in: session, of: bob) }
                await #expect(throws: ProfileError.unknown) { try await profiles.inForce(id, in: session, of: bob) }
            }
            #expect(try await profiles.active(in: session, of: bob).userID == bob)
        }
    }
}
