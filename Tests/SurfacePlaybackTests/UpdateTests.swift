import Accounts
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

/// Publishing the app, and how installed ones find it.
@Suite struct UpdateTests {
    @Test func withoutAReleaseThereIsNothing() async throws {
        try await PlaybackHousehold.with { house in
            for path in [
                "/android/update.xml", "/vod/android/update.xml", "/android/update-stable.xml",
                "/android/update-beta.xml", "/android/update-nightly.xml", "/android/KinoApp.apk", "/android/",
                "/android", "/android/..%2Fsecret", "/android/%2e%2e/secret.apk",
            ] {
                try await house.surface.run(
                    Scenario(path, .get, path).answers(404).expecting(text: [#""code":"not_found""#]))
            }
            #expect(try await house.phone.get("session")["update_feed_url"] == nil)
            let login = try await house.surface.run(Self.login)
            #expect(try login.json["update_feed_url"] == nil)
        }
    }

    private static let login = Scenario("login", .post, "/api/login")
        .with(form: "username=anna&password=a+good+password")

    @Test func aReleaseIsPublished() async throws {
        try await PlaybackHousehold.with { house in
            let form = ReleaseForm(
                "12", ["mandatory": "1", "min_supported_version_code": "3", "changelog_summary": "Better & <faster>"]
            ).with("changelog_item", "One").with("changelog_item", "\"Two\"")
            let answer = try await house.surface.run(form.scenario(house.device("admin")).answers(200))
            let release = try #require(try answer.json["release"])
            let hash = try #require(release["apk_sha256"]?.text)
            #expect(hash.count == 64 && hash.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(
                release
                    == .object([
                        "channel": .text("stable"), "version_code": .int(12), "version_name": .text("1.12"),
                        "mandatory": .bool(true), "min_supported_version_code": .int(3),
                        "apk_file_name": .text("KinoApp.apk"), "apk_sha256": .text(hash),
                        "apk_size_bytes": .int(AppPackage().bytes.count), "published_at": .text("2023-11-14T22:15:20Z"),
                    ]))
            #expect(try answer.json["feed_url"] == .text("http://films.example:5020/android/update-stable.xml"))
            let expected = """
                <appUpdate schemaVersion="1"><channel>stable</channel><latest><versionCode>12</versionCode>\
                <versionName>1.12</versionName><mandatory>true</mandatory>\
                <minSupportedVersionCode>3</minSupportedVersionCode><apkFileName>KinoApp.apk</apkFileName>\
                <apkSha256>\(hash)</apkSha256><apkSizeBytes>\(AppPackage().bytes.count)</apkSizeBytes>\
                <publishedAt>2023-11-14T22:15:20Z</publishedAt><changelog>\
                <summary>Better &amp; &lt;faster&gt;</summary><item>One</item><item>&quot;Two&quot;</item></changelog>\
                </latest></appUpdate>
                """
            for path in ["/android/update.xml", "/android/update-stable.xml", "/vod/android/update.xml"] {
                let feed = try await house.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Type", "application/xml; charset=utf-8")
                        .expecting("Cache-Control", "public, max-age=60").expecting("X-Frame-Options", "DENY"))
                #expect(feed.text.replacing("\n", with: "") == expected)
                let tag = try #require(feed.header("ETag"))
                try await house.surface.run(
                    Scenario(path, .get, path).with("If-None-Match", tag).answers(304)
                        .expecting("Cache-Control", "public, max-age=60"))
                let head = try await house.surface.run(
                    Scenario(path, .head, path).answers(200).expecting("ETag", tag)
                        .expecting("Content-Length", "\(feed.text.utf8.count)"))
                #expect(head.text.isEmpty)
            }
        }
    }

    @Test func whatWasNotSaidHasNoElement() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.surface.run(ReleaseForm().scenario(house.device("admin"), mount: "/vod"))
            #expect(try answer.json.at("release", "min_supported_version_code") == .null)
            #expect(try answer.json.at("release", "mandatory") == .bool(false))
            #expect(try answer.json["feed_url"] == .text("http://films.example:5020/vod/android/update-stable.xml"))
            try await house.surface.run(
                Scenario("feed", .get, "/android/update.xml").answers(200)
                    .expecting(
                        text: ["<mandatory>false</mandatory>"],
                        noText: ["minSupported", "changelog", "<summary", "<item", "null", "\u{feff}"]))
        }
    }

    @Test func thePackageIsDownloaded() async throws {
        try await PlaybackHousehold.with { house in
            try await house.surface.run(ReleaseForm().scenario(house.device("admin")).answers(200))
            let bytes = AppPackage().bytes
            for path in ["/android/KinoApp.apk", "/vod/android/KinoApp.apk"] {
                let whole = try await house.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Length", "\(bytes.count)")
                        .expecting("Content-Type", "application/vnd.android.package-archive")
                        .expecting("Accept-Ranges", "bytes").expecting("Content-Encoding", nil))
                #expect(whole.text == String(decoding: bytes, as: UTF8.self))
                #expect(whole.header("Cache-Control")?.contains("max-age=31536000") == true)
                #expect(whole.header("ETag") != nil)
                let part = try await house.surface.run(
                    Scenario(path, .get, path).with("Range", "bytes=0-1").answers(206)
                        .expecting("Content-Range", "bytes 0-1/\(bytes.count)"))
                #expect(part.text == "PK")
                try await house.surface.run(
                    Scenario(path, .get, path).with("Range", "bytes=\(bytes.count)-").answers(416)
                        .expecting("Content-Range", "bytes */\(bytes.count)"))
                let head = try await house.surface.run(
                    Scenario(path, .head, path).answers(200).expecting("Content-Length", "\(bytes.count)"))
                #expect(head.text.isEmpty)
            }
        }
    }

    @Test func appsAreToldOfTheirChannel() async throws {
        try await PlaybackHousehold.with { house in
            let admin = house.device("admin")
            try await house.surface.run(ReleaseForm("5", ["channel": "beta"]).scenario(admin).answers(200))
            #expect(try await house.phone.get("session")["update_feed_url"] == nil)
            try await house.accounts.setUpdateChannel(.beta, of: house.anna.id)
            let beta = "http://films.example:5020/android/update-beta.xml"
            #expect(try await house.phone.get("session")["update_feed_url"] == .text(beta))
            #expect(try await house.phone.get("session").at("user", "update_channel") == .text("beta"))
            let login = try await house.surface.run(Self.login.answers(200))
            #expect(try login.json["update_feed_url"] == .text(beta))
            try await house.surface.run(Scenario("stable", .get, "/android/update.xml").answers(404))
            let feed = Scenario("beta", .get, "/android/update-beta.xml").answers(200)
            try await house.surface.run(feed.expecting(text: ["<channel>beta</channel>"]))
            // Each channel counts for itself.
            try await house.surface.run(ReleaseForm("4").scenario(admin).answers(200))
            let vod = try await house.device("ben").get("/vod/api/session")
            #expect(vod["update_feed_url"] == .text("http://films.example:5020/vod/android/update-stable.xml"))
        }
    }

    @Test func onlyNewerOnesAreTaken() async throws {
        try await PlaybackHousehold.with { house in
            let admin = house.device("admin")
            try await house.surface.run(ReleaseForm("7").scenario(admin).answers(200))
            for code in ["7", "6"] {
                try await house.surface.run(
                    ReleaseForm(code).scenario(admin).answers(409).expecting(text: [#""code":"version_not_newer""#]))
            }
            try await house.surface.run(Scenario("second", .get, "/android/KinoApp-2.apk").answers(404))
            for code in 8...12 { try await house.surface.run(ReleaseForm("\(code)").scenario(admin).answers(200)) }
            // The last five stay, each under a name of its own.
            try await house.surface.run(Scenario("first", .get, "/android/KinoApp.apk").answers(404))
            for number in 2...6 {
                let path = "/android/KinoApp-\(number).apk"
                try await house.surface.run(Scenario(path, .get, path).answers(200))
            }
            try await house.surface.run(
                Scenario("feed", .get, "/android/update.xml").answers(200)
                    .expecting(text: ["<versionCode>12</versionCode>", "KinoApp-6.apk"]))
        }
    }

    private static let refused: [(String, ReleaseForm)] = {
        var noFile = ReleaseForm()
        noFile.file = nil
        return [
            ("no file", noFile), ("no code", ReleaseForm().without("version_code")),
            ("no name", ReleaseForm().without("version_name")), ("code 0", ReleaseForm("0")),
            ("code -1", ReleaseForm("-1")), ("code abc", ReleaseForm("abc")), ("code 1.5", ReleaseForm("1.5")),
            ("code 2^31", ReleaseForm("2147483648")), ("blank name", ReleaseForm("7", ["version_name": "  "])),
            ("long name", ReleaseForm("7", ["version_name": String(repeating: "x", count: 51)])),
            ("channel", ReleaseForm("7", ["channel": "nightly"])),
            ("minimum above", ReleaseForm("7", ["min_supported_version_code": "8"])),
            ("minimum 0", ReleaseForm("7", ["min_supported_version_code": "0"])),
            ("minimum x", ReleaseForm("7", ["min_supported_version_code": "x"])),
            ("no zip", ReleaseForm().with(file: "app.apk", Array("no zip at all".utf8))),
            ("empty", ReleaseForm().with(file: "app.apk", [])),
            ("no manifest", ReleaseForm().with(file: "app.apk", AppPackage(files: ["classes.dex"]).bytes)),
            ("cut", ReleaseForm().with(file: "app.apk", Array(AppPackage().bytes.dropLast(5)))),
            ("no .apk", ReleaseForm().with(file: "app.zip")), ("no file name", ReleaseForm().with(file: ".apk")),
        ]
    }()

    @Test func badReleasesAreRefused() async throws {
        try await PlaybackHousehold.with { house in
            for (name, form) in Self.refused {
                let answer = try await house.surface.send(form.scenario(house.device("admin")).request)
                #expect(answer.status == 400, "\(name): \(answer.text)")
                #expect(try answer.json["code"] == .text("invalid_request"), "\(name): \(answer.text)")
            }
            // Nothing is left behind of what was refused.
            let left = try FileManager.default.contentsOfDirectory(atPath: house.media.cache + "/apps")
            #expect(left == [])
            try await house.surface.run(Scenario("feed", .get, "/android/update.xml").answers(404))
        }
    }

    @Test(arguments: [
        ("../../etc/Kino.apk", "Kino.apk"), ("C:\\apps\\Kino 2.0_final-1.APK", "Kino2.0_final-1.apk"),
        ("--.hidden.apk", "hidden.apk"), ("Kinö.apk", "Kin.apk"),
    ])
    func namesAreReduced(_ name: String, _ kept: String) async throws {
        try await PlaybackHousehold.with { house in
            let escaped = name.replacing("\\", with: "\\\\")
            let answer = try await house.surface.run(
                ReleaseForm().with(file: escaped).scenario(house.device("admin")).answers(200))
            #expect(try answer.json.at("release", "apk_file_name") == .text(kept))
            try await house.surface.run(Scenario(kept, .get, "/android/\(kept)").answers(200))
        }
    }

    @Test func onlyAdministratorsWithTheirTokenPublish() async throws {
        try await PlaybackHousehold.with { house in
            let (admin, ben) = (house.device("admin"), house.device("ben"))
            try await house.surface.run(
                ReleaseForm().scenario(ben).answers(403).expecting(text: [#""code":"forbidden""#]))
            let stranger = Device(house: house, cookie: "none", token: "none")
            try await house.surface.run(
                ReleaseForm().scenario(stranger).answers(401).expecting(text: [#""code":"unauthenticated""#]))
            for token in [nil, "x", ben.token] {
                let form = token.map { ReleaseForm().with("csrf_token", $0) } ?? ReleaseForm()
                try await house.surface.run(
                    form.scenario(admin, hasToken: false).answers(403).expecting(text: [#""code":"csrf_failed""#]))
            }
            try await house.surface.run(
                ReleaseForm().scenario(admin, hasToken: false).with("X-CSRF-Token", ben.token).answers(403))
            try await house.surface.run(
                admin.changing("app_update_publish", "version_code=1").answers(415)
                    .expecting(text: [#""code":"unsupported_media_type""#]))
            try await house.surface.run(Scenario("feed", .get, "/android/update.xml").answers(404))
            let left = try FileManager.default.contentsOfDirectory(atPath: house.media.cache + "/apps")
            #expect(left == [])
            // The token in the form will do, wherever it stands.
            try await house.surface.run(
                ReleaseForm().with("csrf_token", admin.token).scenario(admin, hasToken: false).answers(200))
        }
    }
}
