from feast import FeatureService

VERSIONS = [3, 4]
services = [FeatureService(name=f"churn_v{version}", features=[]) for version in VERSIONS]
