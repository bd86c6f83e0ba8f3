import { prepareCluster } from './postgresql-cluster';

export default prepareCluster;
