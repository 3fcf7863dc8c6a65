import time, cProfile, pstats
from bench._prof2 import *
from tests.cases.town import COMMUNITY
from uuid import uuid4
with World():
    who=L.cast(); line=Line()
    def take():
        line.ask("POST","/cases",who.desk,{"type": "suggestion", "area": COMMUNITY, "text": f"建议增设一处休息座椅 {uuid4().hex[:6]}"})
    def nothing():
        line.c.get("/health/live")
    for f in (take,nothing):
        for _ in range(10): f()
        t=time.process_time()
        for _ in range(100): f()
        print(f.__name__, "CPU ms", (time.process_time()-t)*10)
    pr=cProfile.Profile(); pr.enable()
    for _ in range(50): take()
    pr.disable()
    s=pstats.Stats(pr); s.sort_stats('cumtime').print_stats(130)
