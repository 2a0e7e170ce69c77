import Foundation
import Glibc
import Host

/// A folder of a test's own, gone with the last reference.
final class TemporaryFolder: Sendable {
    /// Resolved, since the folder for temporary things may itself be behind a link.
    let path: HostPath

    init() throws {
        var template = Array((FileManager.default.temporaryDirectory.path + "/host-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw FixtureError(code: errno) }
        path = try RealPath(of: HostPath(String(cString: made))).path
    }

    deinit {
        // The shell removes names that are no UTF-8, which Foundation does not. The path holds no quote.
        _ = system("chmod -R u+rwx '\(path.text)' 2> /dev/null; rm -rf '\(path.text)'")
    }

    subscript(relative: HostPath) -> HostPath { path.appending(relative) }

    /// Makes a folder and those above it.
    @discardableResult
    func folder(_ relative: HostPath) throws -> HostPath {
        if !relative.isEmpty {
            try folder(relative.folder)
            let result = call(relative) { mkdir($0, 0o755) }
            if result != 0, errno != EEXIST { throw FixtureError(code: errno) }
        }
        return self[relative]
    }

    /// Writes a file, and makes the folders above it.
    @discardableResult
    func file(_ relative: HostPath, _ contents: [UInt8] = [1]) throws -> HostPath {
        try folder(relative.folder)
        let descriptor = call(relative) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else { throw FixtureError(code: errno) }
        defer { close(descriptor) }
        var done = 0
        while done < contents.count {
            let count = contents.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, contents.count - done) }
            guard count > 0 else { throw FixtureError(code: errno) }
            done += count
        }
        return self[relative]
    }

    /// Makes a symbolic link with exactly that text in it.
    func link(_ relative: HostPath, to target: String) throws {
        try link(relative, toBytes: HostPath(target))
    }

    func link(_ relative: HostPath, toBytes target: HostPath) throws {
        try folder(relative.folder)
        let text = target.bytes.map { CChar(bitPattern: $0) } + [0]
        try check(call(relative) { symlink(text, $0) })
    }

    /// Gives a file a second name.
    func hardLink(_ relative: HostPath, to other: HostPath) throws {
        try check(call(relative) { from in call(other) { to in Glibc.link(from, to) } })
    }

    func remove(_ relative: HostPath) throws {
        try check(call(relative) { Glibc.remove($0) })
    }

    func move(_ relative: HostPath, to other: HostPath) throws {
        try check(call(relative) { from in call(other) { to in rename(from, to) } })
    }

    func allow(_ mode: mode_t, _ relative: HostPath) throws {
        try check(call(relative) { chmod($0, mode) })
    }

    /// Sets the moment of the last change, in seconds since 1970.
    func touch(_ relative: HostPath, seconds: Int, nanoseconds: Int = 0) throws {
        let times = [timespec(tv_sec: seconds, tv_nsec: nanoseconds), timespec(tv_sec: seconds, tv_nsec: nanoseconds)]
        try check(call(relative) { utimensat(AT_FDCWD, $0, times, 0) })
    }

    func pipe(_ relative: HostPath) throws {
        try check(call(relative) { mkfifo($0, 0o644) })
    }

    func text(_ relative: HostPath) -> String? {
        try? String(contentsOfFile: self[relative].text, encoding: .utf8)
    }

    private func call<Result>(_ relative: HostPath, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        body(self[relative].bytes.map { CChar(bitPattern: $0) } + [0])
    }

    private func check(_ result: CInt) throws {
        if result != 0 { throw FixtureError(code: errno) }
    }
}

struct FixtureError: Error {
    let code: CInt
}

/// The administrator may read and run everything, so tests about refusals need another user.
let isAdministrator = geteuid() == 0
