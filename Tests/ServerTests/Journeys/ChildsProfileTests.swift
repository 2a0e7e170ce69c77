import Foundation
import TestKit
import Testing

@Suite("Journey: child's profile")
struct ChildsProfileTests {
    @Test("a limit holds in every list, on every page and behind every link", .enabled(if: FilmFolder.canBeFilled))
    func limit() async throws {
        try await House.with { house in
            try await expectLists(house)
            try await expectRows(house)
            try await expectPages(house)
            try await expectLinks(house)
            try await expectWebsite(house)
            try await expectNoWayAround(house)
        }
    }

    private func expectLists(_ house: House) async throws {
        let (phone, tablet) = (house.phone, house.tablet)
        let everything = ["Bone Harvest", "Marsh Lane", "Paper Kites", "Red Ward", "Unrated Thing"]
        #expect(try await tablet.get("library")["data"].titles == everything)
        let library = try await phone.get("library")
        #expect(library["data"].titles == ["Marsh Lane", "Paper Kites"])
        #expect(library["total"] == .int(2))
        #expect(try await phone.get("get_libraries")["data"]?.list?.first?["count"] == .int(2))
        for title in House.above {
            let question = "search?query=" + title.replacing(" ", with: "+")
            #expect(try await tablet.get(question)["data"].titles.isEmpty == false, "\(title)")
            let found = try await phone.get(question)["data"].titles
            #expect(Set(found).isDisjoint(with: House.above), "\(title)")
        }
    }

    /// What was put on the list or begun, by whatever means, is left out as well.
    private func expectRows(_ house: House) async throws {
        let phone = house.phone
        for title in ["Paper Kites", "The Pond", "Bone Harvest", "Unrated Thing", "The Cellar", "Intake"] {
            let id = try house.id(title)
            try await phone.post("watch_list_add", "video_id=\(id)")
            try await phone.post("progress", "id=\(id)&time=100")
        }
        let list = try await phone.get("watch_list")
        #expect(list["videos"].titles.sorted() == ["Paper Kites", "The Pond"])
        #expect(list["total"] == .int(2))
        let dashboard = try await phone.get("dashboard")
        #expect(dashboard["continue_watching"].titles.sorted() == ["Marsh Lane", "Paper Kites"])
        #expect(dashboard["recent_movies"].titles == ["Paper Kites"])
        #expect(dashboard["recent_shows"].titles == ["Marsh Lane"])
    }

    private func expectPages(_ house: House) async throws {
        let phone = house.phone
        for title in ["Bone Harvest", "Unrated Thing", "The Cellar", "Intake"] {
            let id = try house.id(title)
            for action in ["details", "play"] { try await phone.get("\(action)?id=\(id)", .pinRequired) }
        }
        let (lane, ward, pond) = (try house.id("Marsh Lane"), try house.id("Red Ward"), try house.id("The Pond"))
        try await phone.get("series_details?id=\(ward)", .pinRequired)
        let episodes = try await phone.get("series_episodes?id=\(ward)")
        #expect(episodes["data"] == .list([]) && episodes["total"] == .int(0))
        #expect(try await phone.get("series_episodes?id=\(lane)")["data"].titles == ["The Pond"])
        #expect(try await phone.get("series_details?id=\(lane)")["episodes"].titles == ["The Pond"])
        let details = try #require(try await phone.get("details?id=\(pond)")["video"])
        #expect(details["episodes"].titles == ["The Pond"])
        #expect(details["next_episode"] == .null)
        let play = try #require(try await phone.get("play?id=\(pond)")["data"])
        #expect(play["next_episode"] == .null)
    }

    /// An address is good for the file that it was made for, and for no other.
    private func expectLinks(_ house: House) async throws {
        let own = try await house.phone.play(house.id("Paper Kites"))
        let other = try await house.tablet.play(house.id("Bone Harvest"))
        #expect(try await house.phone.fetch(own).status == 200)
        var parts = own.components(separatedBy: "/")
        let place = try #require(parts.firstIndex(of: "stream"))
        parts[place + 1] = other.components(separatedBy: "/")[place + 1]
        let forged = parts.joined(separator: "/")
        #expect(forged != own)
        #expect(try await house.phone.fetch(forged).status == 403)
        #expect(try await house.phone.server.exchange("GET", forged).status == 401)
    }

    private func expectWebsite(_ house: House) async throws {
        let browser = house.browser
        // The search of the whole catalogue follows a moment behind the scan.
        let search = "/search?q=harvest"
        #expect(await Patience.until { (try? await browser.get(search).filmTitles) == ["Bone Harvest"] })
        let chosen = try await browser.post("/profiles/select", "profile=\(house.kim)&next=/films")
        #expect(chosen.status == 200 && chosen.path == "/films")
        #expect(Set(chosen.filmTitles).sorted() == ["Marsh Lane", "Paper Kites", "The Pond"])
        let lane = try house.id("Marsh Lane")
        let pages = [
            "/films", "/home", "/films?kind=series", "/films?q=harvest", "/films?q=unrated+thing", "/films/\(lane)",
            search, "/search?q=unrated+thing", "/search?q=cellar",
        ]
        for page in pages {
            let shown = try await browser.get(page)
            #expect(shown.status == 200)
            for title in House.above { #expect(!shown.text.contains(title), "\(page) shows \(title)") }
        }
        let bone = try house.id("Bone Harvest")
        try await expectQuestions(house, ["films": ["Bone Harvest", "Unrated Thing", "Red Ward"]])
        try await expectQuestions(house, ["watch": ["Bone Harvest", "Unrated Thing", "The Cellar", "Intake"]])
        #expect(try await browser.post("/watch/\(bone)/play", "file=1&can=").status == 403)
    }

    /// Pages above the limit lead to the question for the PIN.
    private func expectQuestions(_ house: House, _ rooms: [String: [String]]) async throws {
        for (room, titles) in rooms {
            for title in titles {
                let id = try house.id(title)
                let asked = try await house.browser.get("/\(room)/\(id)")
                #expect(asked.path == "/profiles" && asked.text.contains("The PIN of Kim"), "\(room) \(title)")
            }
        }
    }

    /// Neither another profile nor a new one is a way around the limit, once the parent's has a PIN.
    private func expectNoWayAround(_ house: House) async throws {
        let (phone, tablet) = (house.phone, house.tablet)
        let bone = try house.id("Bone Harvest")
        let anna = try #require(try await tablet.get("session")["active_profile"]?["id"]?.int)
        try await tablet.post("profiles_edit", "profile_id=\(anna)&pin=9876")
        for question in ["library?", "dashboard?", "play?id=\(bone)&"] {
            try await phone.get("\(question)profile_id=\(anna)", .pinRequired)
        }
        try await phone.post("profiles_select", "profile_id=\(anna)", .pinRequired)
        for form in ["name=Free", "name=Free&pin=5555&max_content_rating=12"] {
            try await phone.post("profiles_add", form, .pinRequired)
        }
        try await phone.post("profiles_edit", "profile_id=\(house.kim)&max_content_rating=", .pinRequired)
        // The PIN opens what it opens where it was entered, and nowhere else.
        try await tablet.post("verify_pin", "profile_id=\(anna)&pin=9876")
        try await tablet.get("play?id=\(bone)")
        try await phone.get("play?id=\(bone)", .pinRequired)
    }

    @Test("what the child watches stays with the child", .enabled(if: FilmFolder.canBeFilled))
    func history() async throws {
        try await House.with { house in
            let (phone, tablet, browser) = (house.phone, house.tablet, house.browser)
            let (kites, pond, lane) = (
                try house.id("Paper Kites"), try house.id("The Pond"), try house.id("Marsh Lane")
            )
            try await phone.post("progress", "id=\(kites)&time=100")
            try await phone.post("progress", "id=\(pond)&time=195")
            #expect(try await phone.get("dashboard")["continue_watching"].titles == ["Paper Kites"])
            #expect(try await phone.get("details?id=\(pond)")["video"]?["watched"] == .bool(true))
            #expect(try await phone.get("series_details?id=\(lane)")["series"]?["episodes_watched"] == .int(1))

            #expect(try await tablet.get("dashboard")["continue_watching"] == .list([]))
            #expect(try await tablet.get("details?id=\(kites)")["video"]?["resume_time"] == .int(0))
            #expect(try await tablet.get("details?id=\(pond)")["video"]?["watched"] == .bool(false))
            #expect(try await tablet.get("series_details?id=\(lane)")["series"]?["episodes_watched"] == .int(0))
            for page in ["/films", "/home"] {
                #expect(try await browser.get(page).text.contains("Go on watching") == false, "\(page)")
            }
            let chosen = try await browser.post("/profiles/select", "profile=\(house.kim)&next=/films")
            #expect(chosen.text.contains("Go on watching"))

            // And the other way round.
            try await tablet.post("progress", "id=\(kites)&time=150")
            #expect(try await phone.get("details?id=\(kites)")["video"]?["resume_time"] == .int(100))
        }
    }

    @Test("ten wrong PINs from two devices lock it for the minute on both")
    func wrongPINs() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox) { server in
            let browser = try await WebVisitor.setUp(server)
            let phone = try await AndroidClient.signIn(at: server)
            let kim = try await phone.addProfile("name=Kim&pin=1234&max_content_rating=PG")
            for number in 0..<10 {
                // Five tries within a minute are free, whichever device they come from.
                let isFree = number < 5
                if number.isMultiple(of: 2) {
                    let refusal: Refusal = isFree ? .wrongPIN : .tooMany
                    let answer = try await phone.post("verify_pin", "profile_id=\(kim)&pin=0000", refusal)
                    if isFree { #expect(answer["attempts_remaining"] == .int(4 - number)) }
                } else {
                    let page = try await browser.post("/profiles/pin", "profile=\(kim)&pin=0000&unlock=1")
                    #expect(page.status == (isFree ? 403 : 429))
                }
            }
            try await expectLocked(kim, phone, browser)
            // Another device of the account is locked with them.
            let tablet = try await AndroidClient.signIn(at: server)
            try await tablet.post("verify_pin", "profile_id=\(kim)&pin=1234", .tooMany)
            // What needs no PIN goes on.
            try await phone.get("library")
            #expect(try await browser.get("/films").status == 200)
        }
    }

    /// The right PIN is refused too, and both devices are told how long to wait.
    private func expectLocked(_ kim: Int, _ phone: AndroidClient, _ browser: WebVisitor) async throws {
        let refused = try await phone.ask("POST", "verify_pin", form: "profile_id=\(kim)&pin=1234")
        #expect(refused.status == 429)
        let seconds = try #require(refused.header("Retry-After").flatMap { Int($0) })
        #expect((1...60).contains(seconds))
        let json = try JSONValue(parsing: refused.text)
        #expect(json["code"] == .text("rate_limited") && json["retry_after"] == .int(seconds))
        let page = try await browser.post("/profiles/pin", "profile=\(kim)&pin=1234&unlock=1")
        #expect(page.status == 429 && page.text.contains("too many attempts"))
        let told = try #require(page.header("Retry-After").flatMap { Int($0) })
        #expect((1...60).contains(told))
    }
}

/// A household with films for everybody and films that are not: Kim has the phone, her mother the tablet and a browser.
private struct House: Sendable {
    /// What is above Kim's limit: a film, one that nobody rated, an episode of a series that is not, and a series.
    static let above = ["Bone Harvest", "Unrated Thing", "The Cellar", "Red Ward", "Intake"]

    let phone: AndroidClient
    let tablet: AndroidClient
    let browser: WebVisitor
    /// Kim's profile, which is the phone's.
    let kim: Int
    private let ids: [String: Int]

    /// The id of a film, a series or an episode.
    func id(_ title: String) throws -> Int { try #require(ids[title], "there is no \(title)") }

    static func with(_ test: (House) async throws -> Void) async throws {
        let settings = [
            "KINOTHEK_MEDIA_QUIET_SECONDS": "0", "KINOTHEK_MEDIA_WATCH": "0", "KINOTHEK_RATE_SEARCH": "100000",
        ]
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox, environment: settings) { server in
            let browser = try await WebVisitor.setUp(server)
            try await fill(sandbox, settings)
            let (phone, tablet) = (
                try await AndroidClient.signIn(at: server), try await AndroidClient.signIn(at: server)
            )
            let kim = try await phone.addProfile("name=Kim&pin=1234&max_content_rating=PG")
            let ids = try await titles(tablet)
            try await test(House(phone: phone, tablet: tablet, browser: browser, kim: kim, ids: ids))
        }
    }

    /// Long enough for somebody to stop in the middle and go on.
    private static func fill(_ sandbox: Sandbox, _ settings: [String: String]) async throws {
        let folder = try await FilmFolder(in: sandbox, seconds: 200)
        for (title, certificate) in [("Paper Kites", "PG"), ("Bone Harvest", "18")] {
            try await folder.add("films/\(title)", NFO(kind: .film, title: title, certificate: certificate))
        }
        try await folder.add("films/Unrated Thing")
        let episodes: [(series: String, number: Int, title: String, certificate: String?)] = [
            ("Marsh Lane", 1, "The Pond", nil), ("Marsh Lane", 2, "The Cellar", "18"), ("Red Ward", 1, "Intake", nil),
        ]
        for (series, number, title, certificate) in episodes {
            try await folder.add(
                "series/\(series)/\(series) S01E0\(number)",
                NFO(kind: .episode, title: title, certificate: certificate))
        }
        for (series, certificate) in [("Marsh Lane", "PG"), ("Red Ward", "18")] {
            try folder.describe(
                "series/\(series)/tvshow.nfo", NFO(kind: .series, title: series, certificate: certificate))
        }
        let (films, series) = (folder.root.appending(path: "films").path, folder.root.appending(path: "series").path)
        let said = try await sandbox.scan(
            [("Films", films, "movies"), ("Series", series, "series")], environment: settings)
        #expect(said.hasPrefix("6 files, 8 new titles"), "\(said)")
    }

    /// Series cards name the first episode by `id`, and themselves by `series_id`.
    private static func titles(_ tablet: AndroidClient) async throws -> [String: Int] {
        var ids: [String: Int] = [:]
        for card in try await tablet.get("library")["data"]?.list ?? [] {
            guard let title = card["title"]?.text else { continue }
            let series = card["series_id"]?.int
            ids[title] = series ?? card["id"]?.int
            guard let series else { continue }
            for episode in try await tablet.get("series_episodes?id=\(series)")["data"]?.list ?? [] {
                if let name = episode["title"]?.text { ids[name] = episode["id"]?.int }
            }
        }
        return ids
    }
}
