import Foundation

/// The folder in which a server keeps what it knows. Only its owner may read it.
package struct DataFolder: Sendable {
    package let path: String

    /// Makes the folder when it is missing. Throws `StartError.dataFolder`.
    package init(_ path: String) throws {
        self.path = path
        do {
            for folder in [path, path + "/index", path + "/models"] {
                try Self.make(folder)
            }
        } catch {
            throw StartError.dataFolder(path: path, reason: error.localizedDescription)
        }
    }

    var database: String { path + "/kinothek.sqlite" }
    /// By which stored passwords and keys are sealed.
    var secretKey: String { path + "/secret.key" }
    /// Posters that people looked at; can be deleted at any time.
    var pictures: String { path + "/pictures" }
    /// Pictures of titles in the sizes that somebody asked for; can be deleted at any time.
    var scaledPictures: String { path + "/cache/pictures" }
    /// Subtitles that were taken out of files; can be deleted at any time.
    var subtitles: String { path + "/cache/subtitles" }
    /// Pieces of films that are converted while somebody watches; emptied when the first one begins.
    var pieces: String { path + "/cache/pieces" }
    /// Libraries of picks, where the settings name no other folder.
    var libraries: String { path + "/virtual-libraries" }
    /// Packages of the Android app.
    var apps: String { path + "/apps" }
    /// Where the indexes derived from one database are kept. They can be deleted while no server runs.
    ///
    /// Another database, chosen by a setting or restored in place, gets a folder of its own: its revisions say nothing
    /// about the other's. Throws `StartError.dataFolder`.
    func derived(from database: DatabaseIdentity) throws -> DerivedFiles {
        let folder = path + "/index/" + database.text
        do {
            try Self.make(folder)
        } catch {
            throw StartError.dataFolder(path: folder, reason: error.localizedDescription)
        }
        return DerivedFiles(folder: folder)
    }

    private static func make(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Where the packed Kodi add-on lies, most specific first; nil when it was not packed.
    var kodiAddOn: String? {
        [path + "/kodi-addon", ".build/kodi-addon", "/usr/share/kinothek/kodi-addon"]
            .first { FileManager.default.fileExists(atPath: $0 + "/addon.zip") }
    }

    /// Where `make model` and packages put the built-in model, most specific first.
    var modelFolders: [String] {
        [path + "/models/all-MiniLM-L6-v2", ".model/all-MiniLM-L6-v2", "/usr/share/kinothek/models/all-MiniLM-L6-v2"]
    }
}

/// The files of one database's indexes.
package struct DerivedFiles: Sendable {
    let folder: String

    var words: String { folder + "/words.sqlite" }

    /// The model whose vectors were searched last; nil where nobody knows.
    var servingModel: String? {
        (try? String(contentsOfFile: folder + "/model", encoding: .utf8)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Without it, a start in the middle of a change of models would search the incomplete vectors.
    func note(servingModel model: String) {
        try? Data(model.utf8).write(to: URL(fileURLWithPath: folder + "/model"), options: .atomic)
    }

    /// One file for each model.
    func vectors(of model: String) -> String {
        let name = model.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." ? $0 : "_" }
        return folder + "/vectors-" + String(name) + ".bin"
    }
}

/// Tells databases apart: random, stored in the database itself.
package struct DatabaseIdentity: Sendable, Hashable {
    static let bytes = 8
    let text: String
}

/// Why a server or command cannot start. Every description says what to do.
package enum StartError: Error, CustomStringConvertible, Equatable {
    case dataFolder(path: String, reason: String)
    case noModel(reason: String)
    case portInUse(Int)

    package var description: String {
        switch self {
        case .dataFolder(let path, let reason):
            "The data folder \(path) cannot be used: \(reason) Choose another one with --data, or change its owner."
        case .noModel(let reason):
            "This needs an embedding model. \(reason)"
        case .portInUse(let port):
            "The port \(port) is in use. Choose another one with --port, or stop what listens there."
        }
    }
}
