import Foundation
import TestKit
import Testing

@Suite("Another embedding model is chosen while people search")
struct AnotherModelTests {
    private static let films = 12

    @Test("the former model answers until the new one has all vectors, across a restart, and then it takes over")
    func change() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let films = try sandbox.films(Self.films)
        let (former, new) = (HeldModel(holdAfter: .max, ofTextsWith: ""), HeldModel(holdAfter: 0, ofTextsWith: ""))
        let key = try await sandbox.makeKey()
        try await former.serve { formerURL in
            try await new.serve { newURL in
                for (name, value) in [("embedding.provider", "openai"), ("openai.base_url", formerURL)] {
                    try await sandbox.run("settings", "set", name, value)
                }
                let server = try await LiveServer.start(sandbox)
                #expect(try await sandbox.run("catalogue", "load", films).status == 0)
                #expect(await Patience.until { await server.asks(former, "a lighthouse at sea", key) })

                // Two changes of one thing: where the vectors are from.
                try await sandbox.run("settings", "set", "openai.embedding_model", "two")
                try await sandbox.run("settings", "set", "openai.base_url", newURL)
                #expect(await Patience.until { await new.isHolding }, "the new vectors are begun")
                #expect(await server.asks(former, "ships in the fog", key))
                _ = await server.stop()

                let again = try await LiveServer.start(sandbox)
                #expect(await Patience.until { await again.asks(former, "keepers of the light", key) })
                #expect(await new.texts.isEmpty)
                await new.open()
                #expect(await Patience.until { await again.asks(new, "storm over the bay", key) })
                await former.forgetTexts()
                #expect(await again.asks(new, "counting ships", key))
                #expect(await former.texts.isEmpty)
                _ = await again.stop()
            }
        }
    }
}

extension LiveServer {
    /// Whether a search finds something, and the model is asked for the vector of its query.
    fileprivate func asks(_ model: HeldModel, _ query: String, _ key: String) async -> Bool {
        // Vectors of queries are remembered, so each question is another one.
        let query = query + " \(UInt32.random(in: .min ... .max))"
        guard let found = try? await search(query, key: key), !found.isEmpty else { return false }
        return await model.texts.contains(query)
    }
}
