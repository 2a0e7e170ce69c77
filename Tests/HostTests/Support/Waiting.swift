import Foundation

/// Asks until the answer is yes; false when it still is not after a time that no healthy machine needs.
func eventually(_ isSo: () async -> Bool) async -> Bool {
    for _ in 0..<3000 {
        if await isSo() { return true }
        try? await Task.sleep(for: pause)
    }
    return false
}

private let pause = Duration.milliseconds(10)

/// Whether a process is there and not merely waiting for somebody to take its end.
func isAlive(_ id: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
        let bracket = status.lastIndex(of: ")")
    else { return false }
    let state = status[bracket...].dropFirst(2).first
    return state != "Z" && state != "X"
}
