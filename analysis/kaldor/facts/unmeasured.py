"""Facts of the list that no result can answer, and why: what the model does not have, or what one run cannot show."""

from kaldor.facts.fact import Fact, Score, Unanswered, score


def _fact(id: str, tier: str, what: str, estimator: str, source: str, reason: str) -> Fact[None]:
    def measure(_: None) -> float:
        raise Unanswered(reason)

    return Fact(id, tier, what, estimator, source, measure)


UNMEASURED = (
    _fact("F-13", "B", "patents over R&D", "elasticity", "Hall, Griliches and Hausman 1986", "the model has no patents"),
    _fact("F-14", "B", "values of innovations are skewed", "share of the top tenth", "Scherer and Harhoff 2000",
          "what a single innovation is worth is not recorded"),
    _fact("F-21", "C", "exporters are more productive", "gap of log productivity", "Bernard et al. 2007",
          "exports are those of an industry and region, shared by its firms"),
    _fact("F-22", "C", "large firms pay more", "elasticity of the wage to size", "Oi and Idson 1999",
          "firms of an industry and region pay one wage for each skill"),
    _fact("S-03", "C", "adoption lags between countries", "mean, years", "Comin and Hobijn 2010", "there is one country"),
    _fact("S-09", "C", "upstreamness of industries", "range", "Antras et al. 2012", "results do not hold the input-output table"),
    _fact("S-10", "C", "domestic value added in exports", "share", "Kee and Tang 2016; Johnson and Noguera 2012",
          "results do not hold the input-output table"),
    _fact("S-13", "B", "innovation rises and falls with competition", "sign by regime", "Aghion et al. 2005",
          "it needs runs under different competition, not one"),
    _fact("S-16", "C", "cities follow Zipf's law", "exponent", "Gabaix 1999", "regions are too few and are no cities"),
    _fact("T-04", "B", "late industrialisers peak earlier and lower", "shift of the hump", "Rodrik 2016",
          "it needs runs of several countries, not one"),
    _fact("T-11", "B", "complex regions grow faster", "slope of growth on complexity, given income", "Hausmann et al. 2014",
          "two slopes need more regions than there are"),
    _fact("T-13", "B", "growth slows down at middle income", "hazard", "Eichengreen, Park and Shin 2013",
          "it needs runs of several countries, not one"),
)  # fmt: skip


def scores() -> list[Score]:
    return score(UNMEASURED, [[fact.answer(None) for fact in UNMEASURED]])
