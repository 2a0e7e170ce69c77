import Accounts
import HTTPTypes
import SurfacePlayback
import TestKit
import Testing

/// What holds for all actions: who may call them, in which order requests are checked, and what every answer carries.
@Suite struct ActionTests {
    private static let questions = [
        "session", "profiles", "get_libraries", "library", "search", "dashboard", "details", "series_details",
        "series_episodes", "watch_list", "play", "playback_status",
    ]
    private static let changes = [
        "logout", "profiles_select", "profiles_add", "profiles_edit", "profiles_remove", "verify_pin", "progress",
        "watch_list_add", "watch_list_remove", "playback_stop",
    ]
    private static let adminQuestions = [
        "validate_path", "list_directories", "fetch_libraries", "library_info", "get_server_stats", "diagnostics",
    ]

    @Test(arguments: questions + adminQuestions)
    func questionsWantASession(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            for mount in ["", "/vod"] {
                let path = "\(mount)/api/\(action)"
                try await house.surface.run(
                    Scenario(path, .get, path).answers(401).expecting(text: [#""code":"unauthenticated""#]))
                try await house.surface.run(
                    Scenario(path, .post, path, as: .app("anna")).answers(405).expecting("Allow", "GET, HEAD")
                        .expecting(text: [#""code":"method_not_allowed""#]))
            }
        }
    }

    @Test(arguments: changes + ["app_update_publish", "series_edit", "series_rescan"])
    func changesWantASession(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            for mount in ["", "/vod"] {
                let path = "\(mount)/api/\(action)"
                try await house.surface.run(
                    Scenario(path, .post, path).answers(401).expecting(text: [#""code":"unauthenticated""#]))
                try await house.surface.run(
                    Scenario(path, .get, path, as: .app("anna")).answers(405).expecting("Allow", "POST"))
            }
        }
    }

    @Test(arguments: changes)
    func changesWantAToken(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            let change = Scenario(action, .post, "/api/\(action)", as: .app("anna")).with(form: "x=1").withoutToken()
            try await house.surface.run(change.answers(403).expecting(text: [#""code":"csrf_failed""#]))
            let inAForm = change.with(form: "csrf_token=\(house.surface.secret("token of ben"))")
            try await house.surface.run(inAForm.answers(403).expecting(text: [#""code":"csrf_failed""#]))
            // The token is checked before what is sent.
            let own = change.with(form: "csrf_token=\(house.surface.secret("token of anna"))")
            let answer = try await house.surface.send(own.request)
            #expect(answer.status == (action == "logout" ? 200 : 400), "\(answer.text)")
        }
    }

    @Test(arguments: adminQuestions)
    func administratorsAlone(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.get(action, .forbidden)
            try await house.phone.get("/vod/api/\(action)/", .forbidden)
        }
    }

    /// The order of checks: type of the body, session, role, token, parameters, object.
    @Test func whatIsWrongFirstIsTold() async throws {
        try await PlaybackHousehold.with { house in
            let xml = Scenario("xml", .post, "/api/profiles_select").with(body: Array("<a/>".utf8))
                .with("Content-Type", "text/xml")
            try await house.surface.run(xml.answers(415).expecting(text: ["unsupported_media_type"]))
            try await house.phone.get("library_info?id=x", .forbidden)
            try await house.phone.get("details?id=x&profile_id=9999", .invalid)
            try await house.phone.get("details?id=999999&profile_id=x", .invalid)
        }
    }

    @Test func longBodiesAreRefused() async throws {
        try await PlaybackHousehold.with { house in
            let long = house.phone.changing("profiles_add", "name=" + String(repeating: "x", count: 65_536))
            try await house.surface.run(long.answers(413).expecting(text: [#""code":"too_large""#]))
        }
    }

    @Test(arguments: [
        (#"{"video_id": VIDEO}"#, 200), (#"{"video_id": "VIDEO", "x": [1], "y": {"z": null}}"#, 200),
        (#"{"video_id": null}"#, 400), (#"{"video_id": [VIDEO]}"#, 400), (#"{"video_id": 1.5}"#, 400), ("{", 400),
        ("[1]", 400), (#""text""#, 400), ("{}", 400),
    ])
    func bodiesMayBeJSON(_ body: String, _ status: Int) async throws {
        try await PlaybackHousehold.with { house in
            let json = body.replacing("VIDEO", with: "\(house.id("Vanished"))")
            try await house.surface.run(
                Scenario(body, .post, "/api/watch_list_add", as: .app("anna"), json: json).answers(status)
                    .expecting(text: status == 200 ? [] : [#""code":"invalid_request""#]))
        }
    }

    @Test(arguments: ["", "--x\r\n", "--y\r\n\r\n--y--", "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--"])
    func formsInPartsHaveToBeWhole(_ body: String) async throws {
        try await PlaybackHousehold.run(
            Scenario(body, .post, "/api/watch_list_add", as: .app("anna")).with(body: Array(body.utf8))
                .with("Content-Type", "multipart/form-data; boundary=x").answers(400)
                .expecting(text: [#""code":"invalid_request""#]))
    }

    @Test(arguments: [
        ("/api/session", 200), ("/api/session", 401), ("/api/details?id=x", 400), ("/api/details?id=999999", 404),
        ("/api/login", 405), ("/vod/api/nothing", 404), ("/stream/1/x/y.mp4", 403), ("/android/update.xml", 404),
    ])
    func everyAnswerIsHardened(_ path: String, _ status: Int) async throws {
        try await PlaybackHousehold.run(
            Scenario(path, .get, path, as: status == 401 ? .nobody : .app("anna")).answers(status)
                .expecting("X-Content-Type-Options", "nosniff").expecting("X-Frame-Options", "DENY")
                .expecting("Cache-Control", "no-store, no-cache, must-revalidate, max-age=0")
                .expecting("Content-Type", "application/json; charset=utf-8")
                .expecting("Access-Control-Allow-Origin", nil))
    }

    @Test(arguments: ["session", "profiles", "library", "dashboard", "watch_list"])
    func headWorksWhereGetDoes(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.surface.run(
                Scenario(action, .head, "/api/\(action)", as: .app("anna")).answers(200)
                    .expecting("Content-Type", "application/json; charset=utf-8"))
            #expect(answer.text.isEmpty)
        }
    }

    @Test func parametersNobodyKnowsDoNothing() async throws {
        try await PlaybackHousehold.with { house in
            let plain = try await house.phone.get("library")
            #expect(try await house.phone.get("library?sort=x&whatever=%00&lib_id=") == plain)
        }
    }

    @Test func addressesFollowTrustedProxiesOnly() async throws {
        let forwarded = Scenario("session", .get, "/api/library", as: .app("anna"))
            .with("X-Forwarded-Proto", "https").with("X-Forwarded-Host", "kino.example")
            .with("X-Forwarded-For", "203.0.113.7")
        try await PlaybackHousehold.run(
            forwarded.answers(200).expecting(text: ["http://films.example:5020/images/"], noText: ["kino.example"]))
        let trusting = PlaybackHousehold.Settings { $0.surroundings.proxies = ["192.0.2.10"] }
        try await PlaybackHousehold.run(
            forwarded.answers(200).expecting(text: ["https://kino.example/images/"], noText: ["films.example"]),
            trusting)
        try await PlaybackHousehold.with(trusting) { house in
            let login = Scenario("login", .post, "/api/login").with(form: "username=anna&password=a+good+password")
                .with("X-Forwarded-Proto", "https")
            let answer = try await house.surface.run(login.answers(200))
            #expect(answer.header("Set-Cookie")?.contains("Secure") == true)
        }
        try await PlaybackHousehold.run(
            Scenario("public", .get, "/vod/api/library", as: .app("anna"))
                .answers(200).expecting(text: ["https://home.example/vod/images/"]),
            PlaybackHousehold.Settings { $0.surface.publicURL = "https://home.example" })
    }

    @Test func theBasePathIsASetting() async throws {
        let settings = PlaybackHousehold.Settings { $0.surface.basePath = "/cinema" }
        try await PlaybackHousehold.run(
            Scenario("moved", .get, "/cinema/api/session", as: .app("anna")).answers(200), settings)
        try await PlaybackHousehold.run(
            Scenario("root", .get, "/api/session", as: .app("anna")).answers(200), settings)
        try await PlaybackHousehold.run(
            Scenario("old", .get, "/vod/api/session", as: .app("anna")).answers(404), settings)
    }

    @Test(arguments: ["", "/vod"])
    func actionsHaveASecondAddress(_ mount: String) async throws {
        try await PlaybackHousehold.with { house in
            func script(_ method: HTTPRequest.Method, _ query: String, as name: TestCaller? = nil) -> Scenario {
                Scenario(query, method, "\(mount)/api.php\(query)", as: name ?? .app("anna"))
            }
            let film = house.id("Big Buck Bunny")
            let details = try await house.surface.run(script(.get, "?action=details&id=\(film)").answers(200)).json
            let same = Scenario("same", .get, "\(mount)/api/details?id=\(film)", as: .app("anna"))
            #expect(details == (try await house.surface.run(same.answers(200)).json))
            try await house.surface.run(
                script(.get, "?action=session", as: .nobody).answers(401).expecting(text: ["unauthenticated"]))
            let keep = script(.post, "?action=watch_list_add").with(form: "video_id=\(film)")
            try await house.surface.run(keep.withoutToken().answers(403).expecting(text: ["csrf_failed"]))
            try await house.surface.run(keep.answers(200))
            try await house.surface.run(script(.head, "?action=session").answers(200))
            try await house.surface.run(
                script(.get, "?action=watch_list_add").answers(405).expecting("Allow", "POST")
                    .expecting(text: ["method_not_allowed"]))
            for query in ["", "?action=", "?action=nothing", "?action=../session", "?action=session%00"] {
                try await house.surface.run(script(.get, query).answers(404).expecting(text: ["not_found"]))
            }
        }
    }
}
