import Foundation
import HTTPTypes
import SurfaceKodi
import TestKit
import Testing

@Suite("Kodi: the add-on that the server offers")
struct AddOnTests {
    /// A folder with a packed add-on, and beside it a file that is nobody's business.
    private static func withFolder(_ body: (KodiHousehold.Settings, URL) async throws -> Void) async throws {
        let outside = FileManager.default.temporaryDirectory.appending(path: "kinothek-addon-\(UUID().uuidString)")
        let folder = outside.appending(path: "kodi-addon")
        let inner = folder.appending(path: "repository/plugin.video.kinothek")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: outside) }
        try Data("zip".utf8).write(to: folder.appending(path: "addon.zip"))
        try Data("<addons/>".utf8).write(to: folder.appending(path: "repository/addons.xml"))
        try Data("png".utf8).write(to: inner.appending(path: "icon.png"))
        try Data("source".utf8).write(to: folder.appending(path: "repository/secret.py"))
        try Data("secret".utf8).write(to: outside.appending(path: "secret.zip"))
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "repository/link.zip"), withDestinationURL: outside.appending(path: "secret.zip")
        )
        let path = folder.path
        try await body(KodiHousehold.Settings { $0.addOn = AddOnFolder(path) }, folder)
    }

    @Test(
        "its files, for anybody",
        arguments: [
            ("/kodi/addon.zip", "application/zip", "zip"),
            ("/kodi/repository/addons.xml", "application/xml", "<addons/>"),
            ("/kodi/repository/plugin.video.kinothek/icon.png", "image/png", "png"),
        ])
    func files(_ path: String, _ type: String, _ text: String) async throws {
        try await Self.withFolder { settings, _ in
            try await KodiHousehold.with(settings) { household in
                let answer = try await household.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Type", type))
                #expect(answer.text == text)
            }
        }
    }

    @Test(
        "nothing else",
        arguments: [
            "/kodi/repository.zip", "/kodi/repository/none.xml", "/kodi/repository/secret.py",
            "/kodi/repository/../../secret.zip", "/kodi/repository/%2e%2e/%2e%2e/secret.zip",
            "/kodi/repository/..%2f..%2fsecret.zip", "/kodi/repository/link.zip", "/kodi/repository/.hidden.zip",
            "/kodi/repository/plugin.video.kinothek", "/kodi/repository/%00.zip",
        ])
    func nothingElse(_ path: String) async throws {
        try await Self.withFolder { settings, _ in
            try await KodiHousehold.with(settings) { household in
                try await household.surface.run(Scenario(path, .get, path).fails(404, "Not found"))
            }
        }
    }

    @Test("a server without the packed add-on has none")
    func unpacked() async throws {
        try await KodiHousehold.run(Scenario("none", .get, "/kodi/addon.zip").fails(404, "Not found"))
    }
}
