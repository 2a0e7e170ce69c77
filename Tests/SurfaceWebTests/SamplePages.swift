import Accounts
import Basics
import Domain
import HTTPTypes
import Hummingbird
import Search
import TestKit

@testable import SurfaceWeb

/// Pages with everything that they can show, every text of which is the given one.
enum SamplePages {
    private static let now = Instant.test(0)

    static func signIn(_ text: String) -> SignInPage {
        SignInPage(theme: nil, next: text, email: text, problem: text, provider: text, providerNext: "/home")
    }

    static func home(_ text: String) -> HomePage {
        let overview = LibraryOverview(
            total: 10, ready: 4, missing: 3, errors: 2, waitingForIndex: 1, lastChange: now.adding(seconds: -90))
        return HomePage(
            shell: shell(text, .home, hasHero: true, theatre: .open(text)),
            rails: [
                FilmRail("continue", text, why: text, [SampleFilms.poster(text)]),
                FilmRail(
                    "picked", text, why: text, [Poster(title(text))],
                    more: FilmRail.More(label: text, link: "/picks")),
            ], latest: [Poster(title(text))],
            library: LibraryFigure(overview, now: now),
            devices: [DeviceRow(key(text), now: now)])
    }

    static func devices(_ text: String) -> DevicesPage {
        DevicesPage(
            shell: shell(text, .devices), notice: text, problem: text,
            code: CodePanel(PairingCode(digits: "01234567", expiresAt: now.adding(seconds: 600))),
            devices: [DeviceRow(key(text), now: now)],
            gone: [DeviceRow(key(text, revokedAt: now.adding(seconds: -20 * 86_400)), now: now)],
            browsers: [session(text, 1), session(text, 2)].map { BrowserRow($0, current: SessionID(1), now: now) })
    }

    static func search(_ text: String) -> SearchPage {
        let found = [
            FoundTitle(
                title: title(text), score: 0.876,
                reasons: [.title, .person(text), .genre(text), .keyword(text), .meaning]),
            FoundTitle(title: title("A title that is longer than any poster can hold at once"), score: 2, reasons: []),
        ]
        return SearchPage(
            shell: shell(text, .search, query: text), query: text, isMine: false, answer: .found(found))
    }

    static func shell(
        _ text: String, _ room: Shell.Room, query: String = "", hasHero: Bool = false, theatre: TheatreDoor = .none,
        hasImports: Bool = false, hasCuration: Bool = false
    ) -> Shell {
        let user = User(
            id: UserID(1), uuid: "u", email: text, name: text, role: .user, isActive: true, createdAt: now)
        let request = Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/home"), body: .init(buffer: .init()))
        return Shell(
            SignedIn(user: user, session: session(text, 1), formToken: "f0"), request, in: room, query: query,
            hasHero: hasHero, theatre: theatre, hasImports: hasImports, hasCuration: hasCuration)
    }

    static func title(_ name: String) -> Title {
        Title.test(
            1,
            .film(name, year: 1979, imdb: "tt0079944") { metadata in
                metadata.posterPath = "/stalker.jpg"
                metadata.overview = name
            })
    }

    private static func key(_ label: String, revokedAt: Instant? = nil) -> APIKey {
        APIKey(
            id: APIKeyID(3), userID: UserID(1), label: label, createdAt: now.adding(seconds: -40 * 86_400),
            lastUsedAt: now.adding(seconds: -60), revokedAt: revokedAt)
    }

    private static func session(_ device: String, _ id: Int32) -> WebSession {
        WebSession(
            id: SessionID(id), userID: UserID(1), device: device, createdAt: now, lastUsedAt: now, expiresAt: now,
            endsAt: now)
    }
}
