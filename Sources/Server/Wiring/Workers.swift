import Basics
import Domain
package import Jobs
package import Logging
import Storage

extension Features {
    /// The workers of this process, for jobs of all types or only of these.
    package func workers(
        _ persistence: Persistence, count: Int, only names: Set<String>? = nil, logger: Logger
    ) -> JobWorkers {
        let types = jobTypes.filter { names?.contains(type(of: $0).name) ?? true }
        var settings = JobSettings()
        settings.workerCount = count
        settings.logger = logger
        return JobWorkers(
            store: persistence.stores.jobs, types: types, world: .live, feed: persistence.stores.feed,
            settings: settings)
    }
}
