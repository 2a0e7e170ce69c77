import Basics
import Domain
package import Jobs
package import Logging
import Storage

extension Features {
    /// The workers of this process. Commands that start work run some too, so that no server is needed.
    package func workers(_ persistence: Persistence, count: Int, logger: Logger) -> JobWorkers {
        var settings = JobSettings()
        settings.workerCount = count
        settings.logger = logger
        return JobWorkers(
            store: persistence.stores.jobs, types: jobTypes, world: .live, feed: persistence.stores.feed,
            settings: settings)
    }
}
