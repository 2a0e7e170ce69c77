import Foundation
import Testing

@Suite("kinothek jobs", .serialized)
struct JobsCommandTests {
    private static let job = "generate-movie-embeddings"

    @Test("the command lists what can run, runs it without a server, and tells how it went")
    func listAndRun() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.run("catalogue", "load", try sandbox.films(5))
        #expect(
            try await !sandbox.run("jobs", "list").output.contains(Self.job), "without a model there are no vectors")
        let model = HeldModel(holdAfter: .max, ofTextsWith: "")
        try await model.serve { url in
            let remote = [
                "KINOTHEK_EMBEDDING_PROVIDER": "openai", "KINOTHEK_OPENAI_BASE_URL": url,
                "KINOTHEK_OPENAI_EMBEDDING_MODEL": "held",
            ]
            let before = try await sandbox.run("jobs", "list", environment: remote)
            #expect(before.output.contains("\(Self.job)  Manual only  never ran"))
            let run = try await sandbox.run("jobs", "run", Self.job, environment: remote)
            #expect(run.status == 0 && run.output == "0 failed, 5 generated\n", "\(run.errors)")
            let after = try await sandbox.run("jobs", "list", environment: remote)
            #expect(after.output.contains("\(Self.job)  Manual only  completed "))
            let unknown = try await sandbox.run("jobs", "run", "nothing", environment: remote)
            #expect(unknown.status == 2 && unknown.errors.contains("nothing"))
        }
    }
}
