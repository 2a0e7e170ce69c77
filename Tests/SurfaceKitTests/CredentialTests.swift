import Testing

@testable import SurfaceKit

@Suite("Authorization headers")
struct CredentialTests {
    @Test(
        "the two schemes in any case, with any number of blanks",
        arguments: [
            "ApiKey abc", "apikey abc", "APIKEY abc", "Bearer abc", "bearer abc", "ApiKey    abc", " ApiKey abc",
        ])
    func good(_ header: String) {
        #expect(Credential(header)?.secret == "abc")
    }

    @Test(
        "anything else is no credential",
        arguments: [
            nil, "", " ", "ApiKey", "ApiKey ", "Bearer", "abc", "Basic abc", "ApiKey:abc", "ApiKeyabc", "Api Key abc",
            "Token abc", "ApiKey\tabc",
        ])
    func bad(_ header: String?) {
        #expect(Credential(header) == nil)
    }

    @Test("what follows the secret belongs to it, so that it cannot be a good key")
    func trailing() {
        #expect(Credential("ApiKey abc def")?.secret == "abc def")
    }
}
