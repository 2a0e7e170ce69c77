import Foundation
import Testing

@Suite("A damaged model")
struct DamagedModelTests {
    private static let configuration = """
        {"model_type": "bert", "hidden_act": "gelu", "hidden_size": 4, "intermediate_size": 8, "vocab_size": 5,
        "num_attention_heads": 2, "num_hidden_layers": 1, "max_position_embeddings": 16, "type_vocab_size": 2}
        """
    private static let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nfilm"

    /// A folder whose weights were cut in the middle of their header, as by a download that broke off.
    private func makeModel(in sandbox: Sandbox) throws -> String {
        let model = sandbox.folder.appending(path: "cut-model")
        try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
        try Data(Self.configuration.utf8).write(to: model.appending(path: "config.json"))
        try Data(Self.vocabulary.utf8).write(to: model.appending(path: "vocab.txt"))
        let length = withUnsafeBytes(of: UInt64(5_000).littleEndian) { Data($0) }
        let header = Data(#"{"embeddings.word_embeddings.weight": {"dtype": "F32", "shape": [5, 4], "data_"#.utf8)
        try (length + header).write(to: model.appending(path: "model.safetensors"))
        return model.path
    }

    @Test("the server and the load name the file and what to do, and words are searched")
    func wordsOnly() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let model = try makeModel(in: sandbox)
        let environment = ["KINOTHEK_EMBEDDING_MODEL_PATH": model]
        let key = try await sandbox.makeKey()
        let load = try await sandbox.run("catalogue", "load", sandbox.films(20), environment: environment)
        #expect(load.status == 0 && load.output.hasPrefix("20 added"))
        let problem = "Embedding model file \(model)/model.safetensors is damaged: its header claims 5000 bytes."
        #expect(load.errors.contains("Only words can be searched: \(problem)"), "\(load.errors)")
        #expect(load.errors.contains("run `make model`"))
        try await LiveServer.with(sandbox, environment: environment) { server in
            #expect(server.running.outputText.contains("Searching words only: \(problem)"))
            let health = try await server.get("/healthz").status
            #expect(health == 200)
            let isFound = await Patience.until {
                (try? await server.search("lighthouse keeper", key: key))?.count == 20
            }
            #expect(isFound)
        }
    }
}
