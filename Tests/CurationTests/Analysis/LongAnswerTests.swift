import AsyncHTTPClient
import Basics
import Connectors
import Domain
import Storage
import TestKit
import Testing

@testable import Curation

/// A model that cannot stop, over real HTTP.
@Suite struct LongAnswerTests {
    /// The answer to a chat: so many bytes of words, and behind them a usable suggestion for scene 34.
    private static func reply(words bytes: Int) -> Reply {
        let words = String(repeating: "endless ", count: bytes / 8)
        let found = #"{\"scenes\":[{\"id\":\"34\",\"tags\":[{\"name\":\"Outdoor\",\"confidence\":0.9}]}]}"#
        let message = #"{"role":"assistant","content":"\#(words)\#(found)"}"#
        return Reply(200, #"{"choices":[{"index":0,"finish_reason":"stop","message":\#(message)}]}"#)
    }

    private static func analysis(_ rig: CurationRig, _ client: HTTPClient) -> Analysis {
        // The fake Stash answers chats as well, with what a test says.
        let model = RemoteChatModel(
            settings: ChatSettings(
                baseURL: rig.address + "/v1", key: nil, model: "chat-small", timeoutSeconds: 300),
            transport: OutgoingHTTP(client: client), sleep: { _ in try Task.checkCancellation() }, jitter: { 0 })
        let all = rig.stores.stores
        return Analysis(
            stores: Analysis.Stores(scenes: all.scenes, plans: all.plans), queue: rig.queue,
            models: ({ model }, nil), settings: { CurationSettings() }, world: rig.world.world)
    }

    @Test(arguments: [(0, 1, 0), (10 << 20, 0, 1)])
    func anAnswerOfTenMegabytesCostsOneWarning(_ bytes: Int, _ changes: Int, _ warnings: Int) async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.answerAlways(Self.reply(words: bytes))
            await rig.stash.forgetSeen()
            let client = OutgoingHTTP.makeClient()
            let outcome: Result<CurationPlan, any Error>
            do {
                let wish = AnalysisWish(sceneIDs: ["34"])
                outcome = .success(try await Self.analysis(rig, client).generateNow(wish))
            } catch {
                outcome = .failure(error)
            }
            try await client.shutdown()
            let plan = try outcome.get()
            #expect(plan.counts.total == changes && plan.subjects == 1 && !plan.isBuilding)
            let told = try JSONValue(parsing: plan.metadata)["warnings"]?.list ?? []
            #expect(told.count == warnings, "\(told)")
            #expect(await rig.stash.seen.map(\.path) == ["/v1/chat/completions"])
        }
    }
}
