import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: pages")
struct PageTests {
    private static let hostile = #"</title><script>alert("x&'y")</script>{{title}}{{{title}}}"#

    private func text(_ template: String, _ model: some Sendable) throws -> String {
        let template = try #require(Pages.templateNames.first { $0 == template })
        return try #require(Pages().html(template, model))
    }

    private func isWhole(_ html: String) -> Bool {
        html.hasPrefix("<!doctype html>") && html.contains(#"<html lang="en">"#) && html.contains("<h1>")
            && html.contains("</html>") && !html.contains("{{")
    }

    @Test("every template renders as a whole page with its own heading")
    func templates() throws {
        let pages = [
            "setup": (try text("setup", SetupPage(token: "t", email: "", problem: nil)), "Set up your server"),
            "ready": (try text("ready", ReadyPage(email: "a@b")), "Your server is ready"),
            "notice": (try text("notice", NoticePage(title: "Hello", message: "World")), "Hello"),
            "signin": (try text("signin", SamplePages.signIn("x")), "Sign in"),
            "home": (try text("home", SamplePages.home("Ann")), "Good to see you, Ann"),
            "devices": (try text("devices", SamplePages.devices("x")), "Devices"),
            "search": (try text("search", SamplePages.search("sea")), "\u{201C}sea\u{201D}"),
            "films": (try text("films", SampleFilms.films("sea")), "\u{201C}sea\u{201D}"),
            "film": (try text("film", SampleFilms.film("Stalker")), "Stalker"),
            "profiles": (try text("profiles", SampleFilms.profiles("Ann")), "Who is watching?"),
            "watch": (try text("watch", try #require(SampleFilms.watch("Pilot"))), "Pilot"),
            "picks": (try text("picks", SamplePicks.picks("Stalker")), "Picked for you"),
            "picks-compare": (
                try text("picks-compare", SamplePicks.comparison("Stalker")), "What changed in your picks"
            ),
            "taste": (try text("taste", SamplePicks.taste("Stalker")), "Your taste"),
            "taste-change": (try text("taste-change", #require(SamplePicks.change("Stalker"))), "Without Stalker"),
            "tonight": (try text("tonight", #require(SamplePicks.tonight("Ann"))), "Tonight for all of you"),
            "import": (try text("import", SampleImports.start("Stalker")), "Bring your history"),
            "import-review": (try text("import-review", SampleImports.review("Stalker")), "Your films from Netflix"),
            "import-search": (
                try text("import-search", SampleImports.search("Stalker")), "Which film is “Stalker”?"
            ),
            "archive": (try text("archive", SampleCuration.archive("Pier")), "Archive"),
            "scene": (try text("scene", SampleCuration.scene("Pier")), "Pier"),
            "plans": (try text("plans", SampleCuration.plans("Pier")), "Plans"),
            "plan": (try text("plan", SampleCuration.plan("Pier")), "Pier"),
        ]
        #expect(Set(pages.keys) == Set(Pages.templateNames))
        for (name, page) in pages {
            #expect(isWhole(page.0), "\(name)")
            #expect(page.0.contains("<h1>\(page.1)</h1>") && page.0.contains("<title>\(page.1) · Kinothek</title>"))
        }
    }

    @Test("every page is what it was when somebody last looked at it")
    func snapshots() throws {
        let snapshots = Snapshots("PageTests")
        let pages = [
            "setup": try text("setup", SetupPage(token: "t0", email: "ann@example.org", problem: "That is wrong.")),
            "ready": try text("ready", ReadyPage(email: "ann@example.org")),
            "notice": try text("notice", NoticePage(title: "There is no such page", message: "Go back.")),
            "signin": try text("signin", SamplePages.signIn("a text")),
            "home": try text("home", SamplePages.home("Ann")),
            "devices": try text("devices", SamplePages.devices("Living room")),
            "search": try text("search", SamplePages.search("sea")),
            "films": try text("films", SampleFilms.films("sea")),
            "film": try text("film", SampleFilms.film("Stalker")),
            "series": try text("film", SampleFilms.series("Signal House")),
            "profiles": try text("profiles", SampleFilms.profiles("Ann")),
            "pin": try text("profiles", SampleFilms.pin("Ann")),
            "watch": try text("watch", try #require(SampleFilms.watch("Pilot"))),
            "picks": try text("picks", SamplePicks.picks("Stalker")),
            "picks-compare": try text("picks-compare", SamplePicks.comparison("Stalker")),
            "taste": try text("taste", SamplePicks.taste("Stalker")),
            "taste-change": try text("taste-change", #require(SamplePicks.change("Stalker"))),
            "tonight": try text("tonight", #require(SamplePicks.tonight("Ann"))),
            "import": try text("import", SampleImports.start("Stalker")),
            "import-review": try text("import-review", SampleImports.review("Stalker")),
            "import-matching": try text("import-review", SampleImports.matching("Stalker")),
            "import-search": try text("import-search", SampleImports.search("Stalker")),
            "archive": try text("archive", SampleCuration.archive("Pier")),
            "archive-empty": try text("archive", SampleCuration.emptyArchive("Pier")),
            "scene": try text("scene", SampleCuration.scene("Pier")),
            "plans": try text("plans", SampleCuration.plans("Pier")),
            "plans-empty": try text("plans", SampleCuration.noPlans("Pier")),
            "plan": try text("plan", SampleCuration.plan("Pier")),
            "plan-catalogue": try text("plan", SampleCuration.cataloguePlan("Pier")),
        ]
        for (name, page) in pages { try snapshots.check(page, named: name, ending: "html") }
    }

    @Test("hostile text is shown, never run")
    func escaping() throws {
        let pages = [
            try text("setup", SetupPage(token: Self.hostile, email: Self.hostile, problem: Self.hostile)),
            try text("ready", ReadyPage(email: Self.hostile)),
            try text("notice", NoticePage(title: Self.hostile, message: Self.hostile)),
            try text("signin", SamplePages.signIn(Self.hostile)), try text("home", SamplePages.home(Self.hostile)),
            try text("devices", SamplePages.devices(Self.hostile)),
            try text("search", SamplePages.search(Self.hostile)),
            try text("films", SampleFilms.films(Self.hostile)), try text("film", SampleFilms.film(Self.hostile)),
            try text("film", SampleFilms.series(Self.hostile)),
            try text("profiles", SampleFilms.profiles(Self.hostile)),
            try text("profiles", SampleFilms.pin(Self.hostile)),
            try text("watch", try #require(SampleFilms.watch(Self.hostile))),
            try text("picks", SamplePicks.picks(Self.hostile)), try text("taste", SamplePicks.taste(Self.hostile)),
            try text("picks-compare", SamplePicks.comparison(Self.hostile)),
            try text("taste-change", #require(SamplePicks.change(Self.hostile))),
            try text("tonight", #require(SamplePicks.tonight(Self.hostile))),
            try text("import", SampleImports.start(Self.hostile)),
            try text("import-review", SampleImports.review(Self.hostile)),
            try text("import-review", SampleImports.matching(Self.hostile)),
            try text("import-search", SampleImports.search(Self.hostile)),
            try text("archive", SampleCuration.archive(Self.hostile)),
            try text("archive", SampleCuration.emptyArchive(Self.hostile)),
            try text("scene", SampleCuration.scene(Self.hostile)),
            try text("plans", SampleCuration.plans(Self.hostile)),
            try text("plan", SampleCuration.plan(Self.hostile)),
            try text("plan", SampleCuration.cataloguePlan(Self.hostile)),
        ].map {
            $0.replacing(#"<script src="/assets/rooms.js" defer></script>"#, with: "")
                .replacing(#"<script src="/assets/player.js" type="module"></script>"#, with: "")
                .replacing(#"<script src="/assets/import.js" type="module"></script>"#, with: "")
                .replacing(#"<script src="/assets/curation.js" type="module"></script>"#, with: "")
        }
        for html in pages {
            #expect(!html.contains("<script") && !html.contains(#"alert("x"#) && html.contains("&lt;script&gt;"))
        }
    }

    @Test("hostile input comes back escaped through the form and the link")
    func escapingOverHTTP() async throws {
        try await SetupHouse.with { house in
            let answers = [
                try await house.submit(email: Self.hostile),
                try await house.surface.send(TestRequest(.get, "/setup?token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")),
            ]
            for answer in answers {
                #expect(!answer.text.contains("<script") && answer.text.contains("&lt;script&gt;"))
            }
        }
    }

    @Test(
        "pages run no scripts, sit in no frame and tell no other server where one was",
        arguments: [
            Scenario("form", .get, "/setup?token=x").answers(200),
            Scenario("unknown", .get, "/setup/none").answers(404),
            Scenario("wrong method", .delete, "/setup").answers(405), Scenario("refused", .post, "/setup").answers(403),
        ])
    func securityHeaders(_ scenario: Scenario) async throws {
        try await SetupHouse.with { house in
            let answer = try await house.surface.run(
                scenario.expecting("Referrer-Policy", "no-referrer").expecting("X-Content-Type-Options", "nosniff")
                    .expecting("Cache-Control", "no-store").expecting("Content-Type", "text/html; charset=utf-8"))
            let policy = try #require(answer.header("Content-Security-Policy"))
            for rule in ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "style-src 'self'"] {
                #expect(policy.contains(rule))
            }
            #expect(!policy.contains("unsafe") && !answer.text.contains("style=") && !answer.text.contains("http://"))
        }
    }

    @Test("every style sheet that a page names is there, and may be kept for a while")
    func assets() async throws {
        try await SetupHouse.with { house in
            let page = try await house.surface.send(TestRequest(.get, "/setup"))
            let paths = page.text.matches(of: /href="([^"]+)"/).map { String($0.output.1) }
            #expect(paths == ["/assets/tokens.css", "/assets/parts.css"])
            for path in paths {
                let answer = try await house.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Type", "text/css; charset=utf-8")
                        .expecting("Cache-Control", "public, max-age=3600"))
                #expect(answer.text.contains("{") && !answer.text.contains("http"))
            }
        }
    }

    @Test("what the rooms load is there as well")
    func roomAssets() async throws {
        try await WebHousehold.with { house in
            let page = try await house.surface.send(TestRequest(.get, "/home", as: .signedIn("member")))
            let paths = page.text.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map { String($0.output.1) }
            #expect(paths.count == 5)
            for path in paths {
                let type = path.hasSuffix(".js") ? "text/javascript" : "text/css"
                try await house.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Type", type + "; charset=utf-8"))
            }
            let policy = try #require(page.header("Content-Security-Policy"))
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(page.header("Referrer-Policy") == "same-origin")
            #expect(!page.text.contains("style=") && !page.text.contains("http://") && !page.text.contains("onclick"))
        }
    }

    @Test("what the player and its rooms load is there, scripts with what they import")
    func theatreAssets() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let pages = ["/films", "/profiles", "/picks", "/taste", "/tonight", "/watch/\(theatre.id("Pilot"))"]
            var paths: Set<String> = []
            for page in pages {
                let text = try await house.surface.send(TestRequest(.get, page, as: .signedIn("member"))).text
                paths.formUnion(text.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map { String($0.output.1) })
                #expect(!text.contains("style=") && !text.contains("http://") && !text.contains("onclick"))
            }
            let wanted = ["theatre.css", "player.css", "player.js", "picks.css"].map { "/assets/" + $0 }
            #expect(paths.isSuperset(of: wanted))
            let script = try await house.surface.send(TestRequest(.get, "/assets/player.js"))
            paths.formUnion(script.text.matches(of: /from "\.(\/[^"]+)"/).map { "/assets" + String($0.output.1) })
            #expect(paths.contains("/assets/pieces.js") && paths.contains("/assets/captions.js"))
            for path in paths {
                let type = path.hasSuffix(".js") ? "text/javascript" : "text/css"
                try await house.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Type", type + "; charset=utf-8"))
            }
        }
    }

    @Test("light is the same whether the system has it or the person chose it")
    func light() async throws {
        try await SetupHouse.with { house in
            let tokens = try await house.surface.send(TestRequest(.get, "/assets/tokens.css")).text
            let blocks = tokens.components(separatedBy: "color-scheme: light;").dropFirst().map { block in
                block.prefix { $0 != "}" }.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
            }
            #expect(blocks.count == 2 && blocks[0] == blocks[1] && blocks[0].count > 10)
        }
    }

    @Test("colours, sizes and durations are in one sheet")
    func tokens() async throws {
        try await SetupHouse.with { house in
            for name in ["parts", "rooms", "films", "theatre", "picks", "player", "import", "curation"] {
                let sheet = try await house.surface.send(TestRequest(.get, "/assets/\(name).css")).text
                #expect(!sheet.contains(/#[0-9a-fA-F]{3,8}\b(?!.*\{)/) && !sheet.contains("rgb("), "\(name)")
                for use in sheet.matches(of: /var\((--[a-z0-9-]+)/)
                where !["--minutes", "--seconds", "--title-size", "--played", "--ready"].contains(use.output.1) {
                    let tokens = try await house.surface.send(TestRequest(.get, "/assets/tokens.css")).text
                    #expect(tokens.contains(use.output.1 + ":"), "\(use.output.1)")
                }
            }
        }
    }

    @Test(
        "nothing else is served as an asset",
        arguments: [
            "/assets/none.css", "/assets", "/assets/", "/assets/../Package.swift", "/assets/%2e%2e%2fx",
            "/assets/tokens.css/x",
        ])
    func unknownAssets(_ path: String) async throws {
        try await SetupHouse.with { house in
            try await house.surface.run(
                Scenario(path, .get, path).answers(404).expecting(text: ["There is no such page"]))
        }
    }

    @Test(
        "another method is 405 and told which ones there are",
        arguments: [
            (HTTPRequest.Method.put, "/setup", "GET, HEAD, POST"), (.post, "/assets/tokens.css", "GET, HEAD"),
        ])
    func methods(_ method: HTTPRequest.Method, _ path: String, _ allow: String) async throws {
        try await SetupHouse.with { house in
            try await house.surface.run(Scenario(path, method, path).answers(405).expecting("Allow", allow))
        }
    }
}
