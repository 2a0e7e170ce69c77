import Foundation

/// A path in a folder of its own that is deleted with it.
final class SnapshotFile {
    let folder: String
    var path: String { folder + "/index.vectors" }

    init() {
        let name = UInt64.random(in: .min ... .max)
        folder = FileManager.default.temporaryDirectory.path + "/vectors-\(name)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var bytes: Data {
        get throws { try Data(contentsOf: URL(fileURLWithPath: path)) }
    }

    func replace(_ bytes: Data) throws {
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }
}
