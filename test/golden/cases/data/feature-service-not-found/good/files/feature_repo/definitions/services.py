from feast import FeatureService

churn_v3 = FeatureService(name="churn_v3", features=[])
batch = FeatureService(
    features=[],
    name="churn_batch",
)
