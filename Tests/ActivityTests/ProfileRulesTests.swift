import Activity
import Basics
import Domain
import Storage
import TestKit
import Testing

/// Rules P1 to P6 of the Android surface's contract, section 6.
@Suite("What is kept from whom")
struct ProfileRulesTests {
    @Test("P1: a right PIN opens its profile for a while, in its session alone")
    func window() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let (session, other) = (try await home.session(using: kim), try await home.session(using: kim))
            let until = try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            #expect(until == home.clock.now.adding(seconds: 900))
            #expect(try await home.inForce(session).isWindowOpen)
            #expect(try await !home.inForce(other).isWindowOpen)
            home.clock.advance(seconds: 899.999)
            #expect(try await home.inForce(session).isWindowOpen)
            home.clock.advance(seconds: 0.001)
            #expect(try await !home.inForce(session).isWindowOpen)
        }
    }

    @Test("P1: entering it again begins anew, and the setting says how long")
    func windowAgain() async throws {
        var settings = ProfileSettings()
        settings.pinWindowSeconds = 60
        try await Household.with(settings) { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let session = try await home.session(using: kim)
            _ = try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            home.clock.advance(seconds: 50)
            let until = try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            #expect(until == home.clock.now.adding(seconds: 60))
            home.clock.advance(seconds: 59)
            #expect(try await home.inForce(session).isWindowOpen)
        }
    }

    @Test("P2: a limit keeps titles back until the PIN is entered; choosing the profile needs none")
    func limit() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelveA)
            let session = try await home.session()
            try await home.profiles.select(kim, pin: nil, in: session, of: home.user)
            let closed = try await home.inForce(session)
            #expect(closed.profile.id == kim && closed.viewer.certificateMax == CertificateRank.twelve.rawValue)
            #expect(closed.unlimited.certificateMax == nil && closed.unlimited.profile == kim)
            let kept: [Certificate?] = [.fifteen, .eighteen, .restricted18, nil]
            for certificate in kept {
                #expect(throws: ProfileError.pinRequired) { try closed.checkMaySee(certificate) }
                #expect(throws: ProfileError.pinRequired) { try closed.checkMayPlay(certificate) }
            }
            for certificate in [Certificate.universal, .parentalGuidance, .twelveA, .twelve] {
                try closed.checkMaySee(certificate)
                try closed.checkMayPlay(certificate)
            }
            _ = try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            let open = try await home.inForce(session)
            #expect(open.viewer.certificateMax == nil)
            for certificate in kept { try open.checkMayPlay(certificate) }
        }
    }

    @Test(
        "P2: a title without a certificate counts as the setting says",
        arguments: [(Certificate.eighteen, false), (.fifteen, false), (.twelve, true), (.universal, true)])
    func unrated(_ certificate: Certificate, _ isShown: Bool) async throws {
        var settings = ProfileSettings()
        settings.unratedAs = certificate
        try await Household.with(settings) { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let inForce = try await home.inForce(try await home.session(using: kim))
            #expect(inForce.viewer.maySee(nil) == isShown)
            #expect(inForce.viewer.unratedAs == certificate.rank.rawValue)
        }
    }

    @Test("P2: at the door a right PIN opens nothing, and a wrong one lets nobody in")
    func limitAtTheDoor() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let session = try await home.session()
            await #expect(throws: ProfileError.wrongPIN(attemptsRemaining: 4)) {
                try await home.profiles.select(kim, pin: "0000", in: session, of: home.user)
            }
            #expect(try await home.stores.profiles.activeProfile(of: session) == nil)
            try await home.profiles.select(kim, pin: "1234", in: session, of: home.user)
            #expect(try await home.inForce(session).profile.id == kim)
            #expect(try await !home.inForce(session).isWindowOpen)
        }
    }

    @Test("P3: a profile with a PIN alone is entered and played with it only")
    func locked() async throws {
        try await Household.with { home async throws in
            let nora = try await home.add("Nora", pin: "1234")
            let session = try await home.session()
            for pin in [nil, ""] {
                await #expect(throws: ProfileError.pinRequired) {
                    try await home.profiles.select(nora, pin: pin, in: session, of: home.user)
                }
            }
            try await home.profiles.select(nora, pin: "1234", in: session, of: home.user)
            let open = try await home.inForce(session)
            #expect(open.isWindowOpen && open.viewer.certificateMax == nil)
            try open.checkMayPlay(.universal)
            try open.checkMayPlay(.restricted18)
            home.clock.advance(seconds: 900)
            let closed = try await home.inForce(session)
            #expect(closed.profile.id == nora, "it is still the session's")
            #expect(throws: ProfileError.pinRequired) { try closed.checkMayPlay(.universal) }
            try closed.checkMaySee(.restricted18)
            await #expect(throws: ProfileError.pinRequired) {
                try await home.profiles.select(nora, pin: nil, in: session, of: home.user)
            }
        }
    }

    @Test("P3: an entered PIN lets in without being entered again")
    func lockedWithWindow() async throws {
        try await Household.with { home async throws in
            let nora = try await home.add("Nora", pin: "1234")
            let (session, other) = (try await home.session(), try await home.session())
            _ = try await home.profiles.verify("1234", of: nora, in: session, user: home.user)
            try await home.profiles.select(nora, pin: nil, in: session, of: home.user)
            #expect(try await home.inForce(session).profile.id == nora)
            await #expect(throws: ProfileError.pinRequired) {
                try await home.profiles.select(nora, pin: nil, in: other, of: home.user)
            }
        }
    }

    @Test("P4: a locked profile is neither removed nor lent without its PIN")
    func lent() async throws {
        try await Household.with { home async throws in
            let nora = try await home.add("Nora", pin: "1234")
            let session = try await home.session()
            await #expect(throws: ProfileError.pinRequired) {
                try await home.profiles.inForce(nora, in: session, of: home.user)
            }
            await #expect(throws: ProfileError.pinRequired) {
                try await home.profiles.remove(nora, in: session, of: home.user)
            }
            _ = try await home.profiles.verify("1234", of: nora, in: session, user: home.user)
            #expect(try await home.profiles.inForce(nora, in: session, of: home.user).profile.id == nora)
            #expect(try await home.inForce(session).profile.id != nora, "lent for one call")
            let left = try await home.profiles.remove(nora, in: session, of: home.user)
            #expect(left.name == "Ann")
        }
    }

    @Test("P4: a session's own profile is not lent, and others are lent with what is kept from them")
    func own() async throws {
        try await Household.with { home async throws in
            let nora = try await home.add("Nora", pin: "1234")
            let kim = try await home.add("Kim", pin: "4321", limit: .parentalGuidance)
            let session = try await home.session(using: nora)
            #expect(try await home.profiles.inForce(nora, in: session, of: home.user).profile.id == nora)
            let lent = try await home.profiles.inForce(kim, in: session, of: home.user)
            #expect(lent.viewer.certificateMax == CertificateRank.parentalGuidance.rawValue)
        }
    }

    @Test("P5: under a limit only profiles as strict are made, until the PIN is entered")
    func strict() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let session = try await home.session(using: kim)
            func add(_ limit: Certificate?) async throws {
                _ = try await home.profiles.add(
                    ProfileDraft("New", pin: limit == nil ? nil : "9999", limit: limit), in: session, of: home.user)
                try await home.stores.profiles.activate(kim, in: session)
            }
            for limit in [nil, Certificate.fifteen, .restricted18] {
                await #expect(throws: ProfileError.pinRequired) { try await add(limit) }
            }
            for limit in [Certificate.twelveA, .twelve, .universal] { try await add(limit) }
            let ann = try await home.profiles.standard(of: home.user).id
            await #expect(throws: ProfileError.pinRequired) {
                try await home.profiles.change(ann, to: ProfileDraft("Ann"), in: session, of: home.user)
            }
            _ = try await home.profiles.verify("1234", of: kim, in: session, user: home.user)
            try await add(nil)
            _ = try await home.profiles.change(ann, to: ProfileDraft("Anna"), in: session, of: home.user)
            #expect(try await home.profiles.list(of: home.user).count == 6)
        }
    }

    @Test("P6: making a profile opens nothing")
    func made() async throws {
        try await Household.with { home async throws in
            let session = try await home.session()
            let draft = ProfileDraft("Nora", pin: "1234")
            let nora = try await home.profiles.add(draft, in: session, of: home.user)
            let inForce = try await home.inForce(session)
            #expect(inForce.profile == nora && !inForce.isWindowOpen)
            #expect(throws: ProfileError.pinRequired) { try inForce.checkMayPlay(.universal) }
        }
    }

    @Test("an entered PIN ends with its session")
    func signedOut() async throws {
        try await Household.with { home async throws in
            let nora = try await home.add("Nora", pin: "1234")
            let session = try await home.session()
            _ = try await home.profiles.verify("1234", of: nora, in: session, user: home.user)
            #expect(try await home.stores.sessions.endSession(session, owner: home.user))
            #expect(try await !home.isOpen(nora, in: session))
        }
    }
}

extension Household {
    /// The profile that a session uses.
    fileprivate func inForce(_ session: SessionID) async throws -> ProfileInForce {
        try await profiles.inForce(nil, in: session, of: user)
    }
}
