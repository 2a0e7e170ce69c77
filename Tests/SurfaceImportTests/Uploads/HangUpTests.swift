import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import Hummingbird
import Imports
import NIOCore
import NIOHTTP1
import SurfaceImport
import SurfaceKit
import TestKit
import Testing

@Suite("Import: clients that hang up")
struct HangUpTests {
    /// Serves the household's surface on a socket.
    private static func serve(
        _ house: ImportHousehold, _ body: @Sendable (String) async throws -> Void
    ) async throws {
        let router = Router(context: RootContext.self)
        ImportSurface(house.features).mount(on: router)
        try await LocalServer.serve(router, body)
    }

    private static func upload(_ csv: String, to address: String, _ house: ImportHousehold) -> HTTPClientRequest {
        let scenario = Scenario.upload(csv)
        var request = HTTPClientRequest(url: address + scenario.request.path)
        request.method = .POST
        request.headers.add(name: "Authorization", value: "ApiKey " + house.surface.secret("anna"))
        request.headers.add(name: "Content-Type", value: "multipart/form-data; boundary=limit")
        request.body = .bytes(ByteBuffer(bytes: scenario.request.body ?? []))
        return request
    }

    @Test("when the client hangs up, nobody searches on, and the session before stays", .timeLimit(.minutes(10)))
    func hangUp() async throws {
        try await ImportBench.with { bench in
            let earlier = try await bench.session("2024-01-15,Movie,Dune,")
            try await Self.serve(bench.house) { address in
                await bench.fake.forgetSeen()
                await bench.fake.held.hold()
                let client = OutgoingHTTP.makeClient()
                let csv = "Type,Title\n" + (1...5).map { "Movie,Film \($0)\n" }.joined()
                let request = Self.upload(csv, to: address, bench.house)
                let waiting = Task { try await client.execute(request, timeout: .minutes(2)) }
                await bench.fake.held.untilHeld(1)
                waiting.cancel()
                _ = await waiting.result
                try await client.shutdown()
                // The half of a session goes when the server has noticed.
                while try await bench.house.desk.sessions(of: bench.house.anna.id).count > 1 {
                    try await Task.sleep(for: .milliseconds(10))
                }
                await bench.fake.held.releaseAll()
            }
            #expect(await bench.fake.paths == ["/search/movie"])
            try await bench.run(Scenario.session(.get, earlier).answers(200))
        }
    }

    @Test("an upload over a socket gets its whole answer, and the connection ends with it", .timeLimit(.minutes(10)))
    func answer() async throws {
        try await ImportBench.with { bench in
            try await Self.serve(bench.house) { address in
                let client = OutgoingHTTP.makeClient()
                let request = Self.upload("Type,Title\nMovie,Dune\n", to: address, bench.house)
                for _ in 0..<2 {
                    let response = try await client.execute(request, timeout: .minutes(2))
                    let body = try await response.body.collect(upTo: 1 << 20)
                    #expect(response.status == .created && response.headers.first(name: "connection") == "close")
                    let answer = try JSONValue(parsing: String(buffer: body))
                    #expect(answer["ready_for_review"] == .int(1))
                }
                try await client.shutdown()
            }
        }
    }
}
