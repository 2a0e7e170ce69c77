import AsyncHTTPClient
import Basics
import Foundation
import TestKit
import Testing

@testable import Connectors

@Suite("What an endpoint of OpenAI's dialect lists")
struct EndpointModelsTests {
    @Test(
        "ids are read in their order, and what is no list holds none",
        arguments: [
            (#"{"object": "list", "data": [{"id": "b", "object": "model"}, {"id": "a"}]}"#, ["b", "a"]),
            (#"{"object": "list", "data": null}"#, []), (#"{"data": [{"name": "x"}, 5, {"id": " "}]}"#, []),
            (#"[{"id": "a"}]"#, []), ("<html>", []), ("", []),
        ])
    func reading(_ body: String, _ ids: [String]) {
        #expect(EndpointModels.ids(in: Array(body.utf8)) == ids)
    }

    @Test("an endpoint at home is known by its address")
    func local() {
        for address in ["http://localhost:11434/v1", "http://192.168.0.4/v1", "http://nas:8000/v1", "http://[::1]/v1"] {
            #expect(EndpointModels.isLocal(address), "\(address)")
        }
        #expect(!EndpointModels.isLocal("https://api.openai.com/v1"))
    }

    @Test("an endpoint that does not answer lists nothing")
    func down() async throws {
        let client = OutgoingHTTP.makeClient()
        let ids = await EndpointModels(http: OutgoingHTTP(client: client))
            .ids(baseURL: "http://127.0.0.1:9/v1", key: "secret")
        #expect(ids.isEmpty)
        try await client.shutdown()
    }

    @Test("the key goes with the question, and the answer is remembered for a while")
    func listing() async throws {
        var switches = Switches()
        switches.key = "secret"
        try await RunningServer.with(switches) { server in
            let world = TestWorld()
            let models = EndpointModels(http: server.http, now: { world.now })
            #expect(await models.ids(baseURL: server.baseURL, key: nil).isEmpty)
            let ids = await models.ids(baseURL: server.baseURL + "/", key: "secret")
            #expect(!ids.isEmpty)
            #expect(await models.ids(baseURL: server.baseURL + "/", key: "secret") == ids)
            #expect(await server.models.seen.count == 2)
            world.advance(seconds: ConnectorsLimits.modelListKeptSeconds + 1)
            #expect(await models.ids(baseURL: server.baseURL + "/", key: "secret") == ids)
            #expect(await server.models.seen.count == 3)
        }
    }
}
