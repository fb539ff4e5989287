/**
 * The resource types that AWS Config can record, `service: type type …`.
 * Source: the `ResourceType` enumeration of AWS Config's API model (botocore, 2014-11-12, read in 2026).
 */
const types = `
ACM: Certificate
ACMPCA: CertificateAuthority CertificateAuthorityActivation
APS: RuleGroupsNamespace
AccessAnalyzer: Analyzer
AmazonMQ: Broker
Amplify: App Branch
ApiGateway: Method RestApi Stage UsagePlan
ApiGatewayV2: Api Integration Stage
AppConfig: Application ConfigurationProfile DeploymentStrategy Environment Extension ExtensionAssociation
  HostedConfigurationVersion
AppFlow: Flow
AppIntegrations: Application EventIntegration
AppMesh: GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService
AppRunner: Service VpcConnector
AppStream: AppBlockBuilder Application DirectoryConfig Fleet Stack
AppSync: ApiCache GraphQLApi
Athena: DataCatalog PreparedStatement WorkGroup
AuditManager: Assessment
AutoScaling: AutoScalingGroup LaunchConfiguration ScalingPolicy ScheduledAction WarmPool
B2BI: Capability
BCMDataExports: Export
Backup: BackupPlan BackupSelection BackupVault RecoveryPoint ReportPlan RestoreTestingPlan
BackupGateway: Hypervisor
Batch: ComputeEnvironment JobQueue SchedulingPolicy
Bedrock: ApplicationInferenceProfile Guardrail KnowledgeBase Prompt
BedrockAgentCore: BrowserCustom Runtime
Budgets: BudgetsAction
Cassandra: Keyspace
CleanRoomsML: TrainingDataset
Cloud9: EnvironmentEC2
CloudFormation: GuardHook LambdaHook Stack StackSet
CloudFront: Distribution KeyValueStore PublicKey RealtimeLogConfig StreamingDistribution
CloudTrail: EventDataStore Trail
CloudWatch: Alarm MetricStream
CodeArtifact: Domain Repository
CodeBuild: Project ReportGroup
CodeDeploy: Application DeploymentConfig DeploymentGroup
CodeGuruProfiler: ProfilingGroup
CodeGuruReviewer: RepositoryAssociation
CodePipeline: Pipeline
Cognito: IdentityPool UserPool UserPoolClient UserPoolGroup
Comprehend: Flywheel
Config: AggregationAuthorization ConformancePack ConformancePackCompliance ResourceCompliance StoredQuery
Connect: Instance PhoneNumber QuickConnect Rule SecurityProfile User
CustomerProfiles: Domain ObjectType
DMS: Certificate Endpoint EventSubscription ReplicationSubnetGroup
DataSync: Agent LocationEFS LocationFSxLustre LocationFSxWindows LocationHDFS LocationNFS
  LocationObjectStorage LocationS3 LocationSMB Task
Deadline: Fleet Monitor QueueFleetAssociation
Detective: Graph
DeviceFarm: InstanceProfile Project TestGridProject
DynamoDB: Table
EC2: CapacityReservation CarrierGateway ClientVpnEndpoint ClientVpnTargetNetworkAssociation CustomerGateway
  DHCPOptions EC2Fleet EIP EIPAssociation EgressOnlyInternetGateway FlowLog Host IPAM IPAMPool IPAMPoolCidr
  IPAMResourceDiscovery IPAMResourceDiscoveryAssociation IPAMScope Instance InstanceConnectEndpoint
  InternetGateway LaunchTemplate NatGateway NetworkAcl NetworkInsightsAccessScope
  NetworkInsightsAccessScopeAnalysis NetworkInsightsAnalysis NetworkInsightsPath NetworkInterface PrefixList
  RegisteredHAInstance RouteTable SecurityGroup SecurityGroupVpcAssociation SnapshotBlockPublicAccess
  SpotFleet Subnet SubnetCidrBlock SubnetNetworkAclAssociation SubnetRouteTableAssociation
  TrafficMirrorFilter TrafficMirrorSession TrafficMirrorTarget TransitGateway TransitGatewayAttachment
  TransitGatewayConnect TransitGatewayMulticastDomain TransitGatewayRouteTable VPC
  VPCBlockPublicAccessExclusion VPCBlockPublicAccessOptions VPCEndpoint VPCEndpointConnectionNotification
  VPCEndpointService VPCGatewayAttachment VPCPeeringConnection VPNConnection VPNConnectionRoute VPNGateway
  VerifiedAccessInstance Volume
ECR: PublicRepository PullThroughCacheRule RegistryPolicy ReplicationConfiguration Repository
  RepositoryCreationTemplate
ECS: CapacityProvider Cluster Service TaskDefinition TaskSet
EFS: AccessPoint FileSystem
EKS: Addon Cluster FargateProfile IdentityProviderConfig
EMR: SecurityConfiguration Studio
EMRContainers: VirtualCluster
EMRServerless: Application
ElasticBeanstalk: Application ApplicationVersion Environment
ElasticLoadBalancing: LoadBalancer
ElasticLoadBalancingV2: Listener LoadBalancer TargetGroup
Elasticsearch: Domain
EntityResolution: IdMappingWorkflow MatchingWorkflow SchemaMapping
EventSchemas: Discoverer Registry RegistryPolicy Schema
Events: ApiDestination Archive Connection Endpoint EventBus Rule
Evidently: Launch Project Segment
FIS: ExperimentTemplate
Forecast: Dataset DatasetGroup
FraudDetector: EntityType Label Outcome Variable
GameLift: Build
GlobalAccelerator: Accelerator EndpointGroup Listener
Glue: Classifier Database Job MLTransform
Grafana: Workspace
GreengrassV2: ComponentVersion
GroundStation: Config DataflowEndpointGroup MissionProfile
GuardDuty: Detector Filter IPSet MalwareProtectionPlan ThreatIntelSet
HealthLake: FHIRDatastore
IAM: Group InstanceProfile OIDCProvider Policy Role SAMLProvider ServerCertificate User
IVS: Channel PlaybackKeyPair RecordingConfiguration
ImageBuilder: ContainerRecipe DistributionConfiguration ImagePipeline ImageRecipe
  InfrastructureConfiguration LifecyclePolicy
InspectorV2: Activation Filter
IoT: AccountAuditConfiguration Authorizer CACertificate CustomMetric Dimension DomainConfiguration
  FleetMetric JobTemplate MitigationAction Policy ProvisioningTemplate RoleAlias ScheduledAudit
  SecurityProfile ThingGroup
IoTAnalytics: Channel Dataset Datastore Pipeline
IoTCoreDeviceAdvisor: SuiteDefinition
IoTEvents: AlarmModel DetectorModel Input
IoTSiteWise: Asset AssetModel Dashboard Gateway Portal Project
IoTTwinMaker: ComponentType Entity Scene SyncJob Workspace
IoTWireless: FuotaTask MulticastGroup ServiceProfile
KMS: Alias Key
KafkaConnect: Connector CustomPlugin
Kendra: Index
Kinesis: Stream StreamConsumer
KinesisAnalyticsV2: Application
KinesisFirehose: DeliveryStream
KinesisVideo: SignalingChannel Stream
Lambda: CodeSigningConfig Function
Lex: Bot BotAlias
Lightsail: Bucket Certificate Disk StaticIp
Location: APIKey
Logs: Destination
LookoutMetrics: Alert
LookoutVision: Project
M2: Environment
MSK: BatchScramSecret Cluster ClusterPolicy Configuration ServerlessCluster VpcConnection
MediaConnect: FlowEntitlement FlowSource FlowVpcInterface Gateway
MediaPackage: PackagingConfiguration PackagingGroup
MediaPackageV2: Channel OriginEndpoint
MediaTailor: LiveSource PlaybackConfiguration
MemoryDB: SubnetGroup
NetworkFirewall: Firewall FirewallPolicy RuleGroup
NetworkManager: ConnectPeer CustomerGatewayAssociation Device GlobalNetwork Link LinkAssociation Site
  TransitGatewayPeering TransitGatewayRegistration
OpenSearch: Domain
OpenSearchServerless: Collection SecurityConfig VpcEndpoint
Organizations: OrganizationalUnit
PCAConnectorAD: Connector DirectoryRegistration
Panorama: Package
Personalize: Dataset DatasetGroup Schema Solution
Pinpoint: App ApplicationSettings Campaign EmailChannel EmailTemplate EventStream InAppTemplate Segment
QLDB: Ledger
QuickSight: DataSource Template Theme
RDS: DBCluster DBClusterSnapshot DBInstance DBSecurityGroup DBSnapshot DBSubnetGroup EventSubscription
  GlobalCluster Integration OptionGroup
RUM: AppMonitor
Redshift: Cluster ClusterParameterGroup ClusterSecurityGroup ClusterSnapshot ClusterSubnetGroup
  EndpointAccess EndpointAuthorization EventSubscription Integration ScheduledAction
ResilienceHub: App ResiliencyPolicy
ResourceExplorer2: Index
RoboMaker: RobotApplication RobotApplicationVersion SimulationApplication
RolesAnywhere: Profile TrustAnchor
Route53: DNSSEC HostedZone
Route53Profiles: Profile ProfileAssociation
Route53RecoveryControl: Cluster ControlPanel RoutingControl SafetyRule
Route53RecoveryReadiness: Cell ReadinessCheck RecoveryGroup ResourceSet
Route53Resolver: FirewallDomainList FirewallRuleGroup FirewallRuleGroupAssociation ResolverEndpoint
  ResolverQueryLoggingConfig ResolverQueryLoggingConfigAssociation ResolverRule ResolverRuleAssociation
S3: AccessGrant AccessGrantsInstance AccessGrantsLocation AccessPoint AccountPublicAccessBlock Bucket
  MultiRegionAccessPoint StorageLens StorageLensGroup
S3Express: BucketPolicy DirectoryBucket
S3Tables: TableBucket TableBucketPolicy
SES: ConfigurationSet ContactList DedicatedIpPool MailManagerTrafficPolicy ReceiptFilter ReceiptRuleSet
  Template
SNS: Topic
SQS: Queue
SSM: AssociationCompliance Document FileData ManagedInstanceInventory PatchCompliance ResourceDataSync
SSMContacts: Contact
SSMIncidents: ResponsePlan
SageMaker: AppImageConfig CodeRepository DataQualityJobDefinition Domain FeatureGroup Image
  InferenceExperiment MlflowTrackingServer Model ModelBiasJobDefinition ModelExplainabilityJobDefinition
  ModelQualityJobDefinition NotebookInstanceLifecycleConfig StudioLifecycleConfig UserProfile Workteam
SecretsManager: ResourcePolicy RotationSchedule Secret
SecurityHub: Standard
ServiceCatalog: CloudFormationProduct CloudFormationProvisionedProduct Portfolio
ServiceDiscovery: HttpNamespace Instance PublicDnsNamespace Service
Shield: Protection
ShieldRegional: Protection
Signer: SigningProfile
StepFunctions: Activity StateMachine
Transfer: Agreement Certificate Connector Profile Server Workflow
WAF: RateBasedRule Rule RuleGroup WebACL
WAFRegional: RateBasedRule Rule RuleGroup WebACL
WAFv2: IPSet ManagedRuleSet RegexPatternSet RuleGroup WebACL
WorkSpaces: ConnectionAlias Workspace
XRay: EncryptionConfig
`;

/** All recordable types, e.g. `AWS::SecretsManager::Secret`. */
export const resourceTypes: ReadonlySet<string> = new Set(
  types
    .trim()
    .split(/\n(?! )/)
    .flatMap((line) => {
      const [service = '', names = ''] = line.split(': ');
      return names.split(/\s+/).map((name) => `AWS::${service}::${name}`);
    }),
);
