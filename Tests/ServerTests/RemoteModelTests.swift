import Testing

@testable import Server

@Suite("Models behind endpoints")
struct RemoteModelTests {
    @Test(
        "are known by the id of their vectors",
        arguments: [
            ("https://api.openai.com/v1", "text-embedding-3-small"), ("http://nas:11434/v1", "nomic-embed-text:latest"),
            ("http://127.0.0.1:8000", "all-minilm"), ("http://nas", "org/model:tag"), ("http://nas:80", "org/model:3"),
            ("https://box.example/a/b", "7b"),
        ])
    func ids(_ baseURL: String, _ name: String) {
        #expect(RemoteModel(id: "remote:\(baseURL):\(name)") == RemoteModel(baseURL: baseURL, name: name))
    }

    @Test(
        "others are not", arguments: ["builtin:all-MiniLM-L6-v2:0123", "toy", "remote:http://nas/v1", "remote:x:y", ""])
    func others(_ id: String) {
        #expect(RemoteModel(id: id) == nil)
    }
}
