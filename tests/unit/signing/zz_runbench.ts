import bench from './zz_bench';
for (const f of await bench()) console.log(JSON.stringify(f)); console.log(process.resourceUsage().maxRSS/1024|0,'MB');
