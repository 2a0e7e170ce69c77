import Foundation

/// The bounds of the process as a whole.
package enum ServerLimits {
    /// SIGTERM stops the server within five seconds: first asked, then cancelled, then ended.
    package static let shutdownSeconds: Int64 = 3
    package static let cancellationSeconds: Int64 = 1
    /// Between two sweeps of what has expired.
    package static let sweepSeconds: Int64 = 600
    /// Threads that look through folders; a share that sleeps can hold them for minutes.
    static let scanThreads = 4
    /// Threads for processor work that somebody waits for: embeddings of searches, picks, pictures.
    static var computeThreads: Int { max(2, ProcessInfo.processInfo.activeProcessorCount) }
    /// Threads that learn and measure for minutes; they leave a core to everybody else.
    static var learningThreads: Int { max(1, ProcessInfo.processInfo.activeProcessorCount - 1) }
    /// Threads that read what somebody waits for.
    static let mediaThreads = 8
    /// How often it is asked whether libraries have other folders now.
    static let folderListInterval: Duration = .seconds(10)
    /// How long a folder that is gone is left alone.
    static let folderRetryInterval: Duration = .seconds(30)
    /// What is noted of sign-ins and the like is kept for 180 days.
    static let auditSeconds = 15_552_000.0
    /// Between two looks at the settings where no change was told.
    static let settingsSeconds: Int64 = 60
    /// Numbers of a vector of the model that is made for this server, all-MiniLM-L6-v2.
    static let ownModelDimensions = 384
}
