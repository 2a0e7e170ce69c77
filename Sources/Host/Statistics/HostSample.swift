/// What the machine and this process are doing at one moment. What the host does not tell is nil.
package struct HostSample: Hashable, Sendable {
    package struct Memory: Hashable, Sendable {
        package let totalBytes: Int64
        /// What cannot be had without taking it from somebody: total without available.
        package let usedBytes: Int64
        /// The kernel's estimate of what programs could still get, caches that it would give up included.
        package let availableBytes: Int64

        package init(totalBytes: Int64, usedBytes: Int64, availableBytes: Int64) {
            self.totalBytes = totalBytes
            self.usedBytes = usedBytes
            self.availableBytes = availableBytes
        }
    }

    package struct Disk: Hashable, Sendable {
        /// As it was asked for.
        package let path: HostPath
        /// Nil when the path cannot be asked.
        package let space: Space?

        package init(path: HostPath, space: Space?) {
            self.path = path
            self.space = space
        }
    }

    package struct Space: Hashable, Sendable {
        package let totalBytes: Int64
        package let usedBytes: Int64
        /// What this server may still write; less than total without used where some is kept for the administrator.
        package let freeBytes: Int64

        package init(totalBytes: Int64, usedBytes: Int64, freeBytes: Int64) {
            self.totalBytes = totalBytes
            self.usedBytes = usedBytes
            self.freeBytes = freeBytes
        }
    }

    package struct Network: Hashable, Sendable {
        /// Since the machine started, over all interfaces but the loopback.
        package let receivedBytes: Int64
        package let sentBytes: Int64

        package init(receivedBytes: Int64, sentBytes: Int64) {
            self.receivedBytes = receivedBytes
            self.sentBytes = sentBytes
        }
    }

    package struct Process: Hashable, Sendable {
        package let uptimeSeconds: Double?
        /// What the process has in main memory, shared pages included.
        package let memoryBytes: Int64?

        package init(uptimeSeconds: Double?, memoryBytes: Int64?) {
            self.uptimeSeconds = uptimeSeconds
            self.memoryBytes = memoryBytes
        }
    }

    /// Of all cores together since the sample before, 0 to 100. Nil when hardly any time has passed.
    package let cpuPercent: Double?
    package let cores: Int?
    /// Over the last 1, 5 and 15 minutes.
    package let loadAverages: [Double]?
    package let memory: Memory?
    package let disks: [Disk]
    package let network: Network?
    package let process: Process

    package init(
        cpuPercent: Double?, cores: Int?, loadAverages: [Double]?, memory: Memory?, disks: [Disk], network: Network?,
        process: Process
    ) {
        self.cpuPercent = cpuPercent
        self.cores = cores
        self.loadAverages = loadAverages
        self.memory = memory
        self.disks = disks
        self.network = network
        self.process = process
    }
}
