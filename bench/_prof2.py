import json, os, time, cProfile, pstats, sys
from bench.world import World
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
import bench.case_life as L
class Line:
    def __init__(self): self.c=Client(SERVER_NAME="localhost")
    def ask(self, method, path, headers, body=None):
        r=self.c.generic(method, f"/api/v1{path.split('?')[0]}", json.dumps(body) if body is not None else "", content_type="application/json", headers=headers, query_params=dict([x.split('=') for x in path.split('?')[1:]] ))
        assert r.status_code<300, (r.status_code, r.content[:300])
        return json.loads(r.content)
if __name__=="__main__":
  with World():
    who=L.cast(); line=Line()
    for _ in range(5): L.life(line, who)
    with CaptureQueriesContext(connection) as seen: L.life(line, who)
    from collections import Counter
    print("queries", len(seen))
    if os.environ.get("SQL"):
        for q in seen.captured_queries: print("SQL", q['sql'][:int(os.environ["SQL"])])
    t=time.process_time()
    for _ in range(20): L.life(line, who)
    print("life CPU ms", (time.process_time()-t)*50)
    pr=cProfile.Profile(); pr.enable()
    for _ in range(20): L.life(line, who)
    pr.disable()
    s=pstats.Stats(pr); s.sort_stats('cumtime').print_stats(150); s.sort_stats('tottime').print_stats(45)
