import Domain
import Foundation
import HTTPTypes
import SurfaceKit
import SurfaceWeb
import TestKit
import Testing

@Suite("Web: searching")
struct SearchTests {
    private static func search(_ query: String, as name: String = "member") -> Scenario {
        Scenario("search", .get, "/search?" + query, as: .signedIn(name)).answers(200)
    }

    /// The titles on the wall, in order.
    private static func titles(_ answer: TestAnswer) -> [String] {
        answer.text.matches(of: /drawn-title">([^<]*)</).map { String($0.output.1) }
    }

    @Test("films are found by what they are like, each with its reason and a poster")
    func finds() async throws {
        try await WebHousehold.with { house in
            let answer = try await house.surface.run(
                Self.search("q=thief+enters+dreams").expecting(
                    text: [
                        "<h1>\u{201C}thief enters dreams\u{201D}</h1>", "by meaning", "the best first",
                        #"value="thief enters dreams""#, #"href="/search?like=tt1375666""#,
                    ]))
            #expect(Set(Self.titles(answer).prefix(2)) == ["Inception", "Home Movie"])
        }
    }

    @Test("a film that is named comes first, and says so")
    func named() async throws {
        try await WebHousehold.with { house in
            let answer = try await house.surface.run(Self.search("q=the+godfather"))
            #expect(Self.titles(answer).first == "The Godfather")
            #expect(answer.text.contains(#"<li class="chip">title</li>"#))
        }
    }

    @Test("without a model words are compared, and no number is made of that")
    func wordsOnly() async throws {
        try await WebHousehold.with(WebHousehold.Settings { $0.kodi.hasModel = false }) { house in
            let answer = try await house.surface.run(
                Self.search("q=dreams").expecting(text: ["\u{201C}dreams\u{201D}</li>"], noText: [" %</li>"]))
            #expect(Self.titles(answer).contains("Inception"))
        }
    }

    @Test("only one's own films, where that is wanted")
    func mine() async throws {
        let settings = WebHousehold.Settings { $0.kodi.owned = ["tt0068646", "tt0816692"] }
        try await WebHousehold.with(settings) { house in
            let mine = try await house.surface.run(Self.search("q=thief+enters+dreams&mine=1"))
            #expect(Set(Self.titles(mine)) == ["The Godfather", "Interstellar"])
            try await house.surface.run(
                Self.search("q=thief&mine=1", as: "guest").expecting(text: ["You have no films of your own here yet."]))
        }
    }

    @Test("films like another one")
    func like() async throws {
        try await WebHousehold.with { house in
            let answer = try await house.surface.run(
                Self.search("like=tt0068646").expecting(text: ["<h1>Like The Godfather</h1>"]))
            #expect(Self.titles(answer).first == "The Godfather Part II")
            #expect(!Self.titles(answer).contains("The Godfather"))
            try await house.surface.run(
                Scenario("unknown", .get, "/search?like=tt9999999", as: .signedIn("member")).answers(404))
        }
    }

    @Test(
        "without a question there are some to try", arguments: ["", "q=", "q=++", "like=nonsense"])
    func nothing(_ query: String) async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Self.search(query).expecting(
                    text: ["<h1>Search</h1>", "What are you in the mood for?", "/search?q=heist"],
                    noText: ["by meaning"]))
        }
    }

    @Test("nothing found says so, and an index that is not read yet, too")
    func emptyAnswers() async throws {
        try await WebHousehold.with(WebHousehold.Settings { $0.kodi.films = [] }) { house in
            try await house.surface.run(
                Self.search("q=anything").expecting(text: ["Nothing in the catalogue fits that."]))
        }
        try await WebHousehold.with(WebHousehold.Settings { $0.kodi.isReady = false }) { house in
            try await house.surface.run(Self.search("q=anything").expecting(text: ["The search is not ready yet."]))
        }
    }

    @Test("what is typed comes back escaped, in the page and in its links")
    func escaping() async throws {
        try await WebHousehold.with { house in
            let answer = try await house.surface.run(
                Self.search("q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%26a%3Db").expecting(
                    noText: ["<script>alert", #""><script"#]))
            #expect(answer.text.contains("/search?q=%22%3E%3Cscript%3E") && answer.text.contains("%26a%3Db"))
        }
    }

    @Test("a film with a picture shows it, one without is drawn alone")
    func posters() async throws {
        let settings = WebHousehold.Settings { settings in
            var good = TestFilms.film("tt1", "Good", "kite", nil, nil, nil)
            good.metadata.posterPath = "/good.jpg"
            var odd = TestFilms.film("tt2", "Odd", "kite", nil, nil, nil)
            odd.metadata.posterPath = "/../../etc/passwd"
            settings.kodi.films = [good, odd]
        }
        try await WebHousehold.with(settings) { house in
            let answer = try await house.surface.run(Self.search("q=kite"))
            #expect(answer.text.contains(#"<img src="/pictures/w342/good.jpg" alt="""#))
            #expect(answer.text.components(separatedBy: "<img").count == 2 && Self.titles(answer).count == 2)
        }
    }

    @Test("too many searches are told to wait")
    func rates() async throws {
        let settings = WebHousehold.Settings { $0.kodi.rates = .init(search: 2, detail: 9, test: 9) }
        try await WebHousehold.with(settings) { house in
            for _ in 1...2 { try await house.surface.run(Self.search("q=x")) }
            try await house.surface.run(Self.search("q=x").answers(429).expecting(text: ["Too many attempts"]))
        }
    }
}

@Suite("Web: pictures")
struct PictureTests {
    @Test("a picture is handed on, to be kept for good")
    func good() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Scenario("picture", .get, "/pictures/w342/good.jpg", as: .signedIn("member")).answers(200)
                    .expecting("Content-Type", "image/jpeg").expecting("X-Content-Type-Options", "nosniff")
                    .expecting("Cache-Control", "private, max-age=12960000, immutable"))
        }
    }

    @Test(
        "what is no picture is no page, and nobody is asked for it",
        arguments: [
            "/pictures/w342/none.jpg", "/pictures/original/good.jpg", "/pictures/w342/good.svg",
            "/pictures/w342/..%2fgood.jpg", "/pictures/w342/.jpg", "/pictures/w342/a.b.jpg",
            "/pictures/w342/good.jpg/x",
        ])
    func unknown(_ path: String) async throws {
        let pictures = FakePictures()
        try await WebHousehold.with(WebHousehold.Settings { $0.pictures = pictures }) { house in
            try await house.surface.run(Scenario(path, .get, path, as: .signedIn("member")).answers(404))
            #expect(pictures.asked == (path.hasSuffix("none.jpg") ? ["w342 /none.jpg"] : []))
        }
    }

    @Test("where there is no picture the drawn poster shows through a clear one")
    func trouble() async throws {
        try await WebHousehold.with { house in
            for (path, status) in [("/pictures/w342/down.jpg", 503), ("/pictures/w342/none.jpg", 404)] {
                try await house.surface.run(
                    Scenario(path, .get, path, as: .signedIn("member")).answers(status)
                        .expecting("Content-Type", "image/png"))
            }
        }
        try await WebHousehold.with(WebHousehold.Settings { $0.pictures = nil }) { house in
            try await house.surface.run(
                Scenario("none", .get, "/pictures/w342/good.jpg", as: .signedIn("member")).answers(404))
        }
    }
}
