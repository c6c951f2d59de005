export { type NodeGroup, type NodeGroupOptions, openNodeGroup } from './node-group.ts';
