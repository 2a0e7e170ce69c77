import Administration
import Configuration
import Streaming
import Testing

@testable import Server

@Suite("Settings of this server's own media")
struct PlaybackSettingsTests {
    private static func read(_ values: [AbsoluteConfigKey: ConfigValue]) throws -> PlaybackServerSettings {
        try ServerSettings(config: ConfigReader(provider: InMemoryProvider(values: values))).playback
    }

    @Test("what is not said has its standard")
    func standards() throws {
        let settings = try Self.read([:])
        #expect(settings.conversions.conversionsMax == 3)
        #expect(settings.conversions.cacheBytesMax == 4 << 30)
        #expect(settings.linkRoots.isEmpty)
    }

    @Test("conversions, their room, and where links may lead")
    func values() throws {
        let settings = try Self.read([
            ["playback", "conversions_max"]: "8", ["playback", "conversion_cache_mib"]: "1024",
            ["media", "link_roots"]: "/mnt/films, /srv/more",
        ])
        #expect(settings.conversions.conversionsMax == 8)
        #expect(settings.conversions.cacheBytesMax == 1 << 30)
        #expect(settings.linkRoots == ["/mnt/films", "/srv/more"])
    }

    @Test("what cannot be is refused")
    func refused() {
        for text: ConfigValue in ["0", "65", "many"] {
            #expect(throws: SettingsError.self) { try Self.read([["playback", "conversions_max"]: text]) }
        }
        for text: ConfigValue in ["511", "1048577", "4 GiB"] {
            #expect(throws: SettingsError.self) { try Self.read([["playback", "conversion_cache_mib"]: text]) }
        }
        #expect(throws: SettingsError.self) { try Self.read([["media", "link_roots"]: "/mnt/films, more"]) }
    }
}
