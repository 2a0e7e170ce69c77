import Administration
import Configuration
import Testing

@testable import Server

@Suite("Settings of the archive")
struct StashSettingsTests {
    private static func values(_ values: [AbsoluteConfigKey: ConfigValue]) throws -> SettingValues {
        try GivenSettings(config: ConfigReader(provider: InMemoryProvider(values: values))).values
    }

    @Test("without an address there is no archive, and a key alone does not make one")
    func none() throws {
        #expect(StashServerSettings(try Self.values([:])) == nil)
        #expect(StashServerSettings(try Self.values([["stash", "api_key"]: "secret"])) == nil)
    }

    @Test("the address and its key")
    func some() throws {
        let open = try #require(StashServerSettings(try Self.values([["stash", "url"]: "http://nas:9999/"])))
        #expect(open.baseURL == "http://nas:9999" && open.key == nil)
        let closed = try Self.values([["stash", "url"]: "http://nas:9999", ["stash", "api_key"]: "secret"])
        #expect(StashServerSettings(closed)?.key == "secret")
        #expect(StashServerSettings(closed) != open, "another key makes another connector")
    }
}
