import Foundation
import TestKit
import Testing

extension DiscoveryClient {
    /// As a browser does that comes back from Trakt with a code.
    func connect(to trakt: FakeTrakt, as person: String) async throws {
        let address = try #require(try await ask("GET", "/trakt/auth-url")["authUrl"]?.text)
        let pairs = URLComponents(string: address)?.queryItems ?? []
        let state = try #require(pairs.first { $0.name == "state" }?.value)
        let code = await trakt.allow(person)
        try await ask("POST", "/trakt/callback", #"{"code": "\#(code)", "state": "\#(state)"}"#)
    }
}
